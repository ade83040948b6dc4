package dev.switchover.kit.processor;

import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** All SQL of kit.token_entry beside Axon's own. */
@Singleton
class StoredTokens {

    private static final String POSITIONS = """
            select processor_name as processor, segment, owner,
                   coalesce((convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint, 0) as position
              from kit.token_entry
            """;

    private final Jdbi database;

    StoredTokens(Jdbi database) {
        this.database = database;
    }

    List<SegmentPosition> all() {
        return database.withHandle(handle -> handle.createQuery(POSITIONS + "where processor_name <> '__config'")
                .mapTo(SegmentPosition.class)
                .list());
    }

    List<SegmentPosition> of(String processor) {
        return database.withHandle(handle -> handle.createQuery(POSITIONS + "where processor_name = :processor")
                .bind("processor", processor)
                .mapTo(SegmentPosition.class)
                .list());
    }

    List<SegmentPosition> lock(Handle handle, String processor) {
        return handle.createQuery(POSITIONS + "where processor_name = :processor order by segment for update")
                .bind("processor", processor)
                .mapTo(SegmentPosition.class)
                .list();
    }

    /** The live processor goes on where the replay ended. Whoever was at work fails to store its token and starts anew. */
    void handOver(Handle handle, String replay, String live) {
        handle.createUpdate("""
                        update kit.token_entry live
                           set token = replay.token, token_type = replay.token_type, owner = null
                          from kit.token_entry replay
                         where live.processor_name = :live
                           and replay.processor_name = :replay and replay.segment = live.segment
                        """).bind("live", live).bind("replay", replay).execute();
        delete(handle, replay);
    }

    void delete(Handle handle, String processor) {
        handle.createUpdate("delete from kit.token_entry where processor_name = :processor")
                .bind("processor", processor)
                .execute();
    }
}
