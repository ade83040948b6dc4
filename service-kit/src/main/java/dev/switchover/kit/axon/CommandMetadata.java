package dev.switchover.kit.axon;

import java.util.Map;

/** Says who asks: a bean whose entries become metadata of each command sent from outside, and of its events. */
public interface CommandMetadata {

    /** Empty when nobody asks, as in a worker's thread. */
    Map<String, String> current();
}
