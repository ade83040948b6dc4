package dev.switchover.local.suite;

import java.util.OptionalLong;

/** Something the suite starts, watches and stops. */
interface Part {

    String name();

    /** Where a person or a program finds it. */
    String address();

    /** Returns when it works; throws a StartFailure with one sentence otherwise. */
    void start();

    void stop();

    /** Stops for good. */
    default void close() {
        stop();
    }

    /** As a crash would end it. */
    void kill();

    boolean isAlive();

    /** Empty for what runs inside the supervisor. */
    OptionalLong pid();
}
