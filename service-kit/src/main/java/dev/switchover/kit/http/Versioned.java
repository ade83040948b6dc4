package dev.switchover.kit.http;

import java.util.OptionalLong;

/** Says which version things of one kind have now: the one that their ETag shows. */
public interface Versioned {

    /** As {@link IfMatch} names it. */
    String kind();

    /** As committed; empty if there is no such thing. */
    OptionalLong version(String id);
}
