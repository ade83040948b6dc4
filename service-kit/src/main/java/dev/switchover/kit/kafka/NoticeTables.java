package dev.switchover.kit.kafka;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** All SQL of kit.notice_sequence and kit.processed_notice. */
@Singleton
class NoticeTables {

    private final Jdbi database;

    NoticeTables(Jdbi database) {
        this.database = database;
    }

    /** Takes the next so many numbers of the source, in the caller's transaction; returns the first. */
    long next(String source, int count) {
        var last = database.withHandle(handle -> handle.createQuery("""
                        insert into kit.notice_sequence as sequence (source, last) values (:source, :count)
                        on conflict (source) do update set last = sequence.last + excluded.last
                        returning last
                        """)
                .bind("source", source)
                .bind("count", count)
                .mapTo(Long.class)
                .one());
        return last - count + 1;
    }

    /** Whether the listener sees the notice for the first time; it never will again if the transaction commits. */
    boolean firstTime(String listener, String noticeId, Instant at) {
        return database.withHandle(handle -> handle.createUpdate("""
                                insert into kit.processed_notice (listener, notice_id, at)
                                values (:listener, :notice, :at) on conflict do nothing
                                """)
                        .bind("listener", listener)
                        .bind("notice", noticeId)
                        .bind("at", at)
                        .execute()
                == 1);
    }
}
