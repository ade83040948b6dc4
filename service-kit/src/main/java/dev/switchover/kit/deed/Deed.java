package dev.switchover.kit.deed;

/**
 * One kind of deed: something done to the world. A bean; carried out under a lease, outside any transaction, again after
 * a failure with growing pauses, and possibly twice, so it is idempotent. It reports by sending a command.
 */
public interface Deed<T> {

    /** Stored with each scheduled deed: it never changes. */
    String name();

    Class<T> details();

    /** {@code attempt} counts from 1. Any exception means "try again later". */
    void carryOut(T details, int attempt) throws Exception;

    /** After this many failed attempts {@link #givenUp} is called and the deed ends. */
    default int attempts() {
        return 10;
    }

    /** The last attempt failed; the place to report it by a command. An exception makes it be called again later. */
    default void givenUp(T details, Exception lastFailure) throws Exception {}
}
