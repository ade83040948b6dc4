package dev.switchover.kit.kafka;

/**
 * Follows a topic of another service: a bean of the room {@code integration}. Each notice is handled once, in one
 * transaction with the mark that it was; commands sent meanwhile join it. A {@code Rejection} is an outcome; other
 * failures of our own or the notice's making lead to the dead-letter topic, faults of database and broker are waited out.
 */
public interface NoticeListener<N> {

    /** Stored with each notice handled, and part of the consumer group: it never changes. */
    String name();

    String topic();

    /** The sealed interface the notices are read as; unknown types are passed over. */
    Class<N> notices();

    void on(N notice, NoticeHead head);
}
