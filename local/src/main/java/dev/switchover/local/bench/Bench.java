package dev.switchover.local.bench;

import java.util.Map;

/** One measurement on a running suite; its figures become the report. */
public interface Bench {

    /** Also the name of the report's file. */
    String name();

    Map<String, Object> measure(Site site) throws Exception;
}
