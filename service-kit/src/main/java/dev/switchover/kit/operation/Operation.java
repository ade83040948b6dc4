package dev.switchover.kit.operation;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Long work: what it is, how far it has come, how it ended, and who asked for it. */
public record Operation(
        String id,
        String kind,
        State state,
        @Nullable Outcome outcome,
        List<Step> steps,
        long done,
        @Nullable Long total,
        Instant startedAt,
        @Nullable Instant endedAt,
        String subject,
        @Nullable String requestedBy,
        @Nullable String reason,
        @Nullable String ticket) {

    /** WAITING: a person's word is needed. */
    public enum State {
        RUNNING,
        WAITING,
        ENDED
    }

    /** Unknown is not failed: IN_DOUBT says that it may still be going on. */
    public enum Outcome {
        SUCCEEDED,
        REJECTED,
        ABORTED,
        INCOMPLETE,
        IN_DOUBT,
        FAILED
    }

    /** One step; without an outcome it has not ended, without a start it has not begun. */
    public record Step(
            String id,
            String description,
            @Nullable Outcome outcome,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String detail) {}

    /** 202: begun, to be followed at its operation. */
    public static Response accepted(String id) {
        return Response.accepted(Map.of("operation", id))
                .location(URI.create("/operations/" + id))
                .build();
    }
}
