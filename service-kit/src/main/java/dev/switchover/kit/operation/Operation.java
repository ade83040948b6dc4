package dev.switchover.kit.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Long work: what it is, how far it has come, how it ended, and who asked for it.
 *
 * @param drill whether it is an exercise; not told where there are none
 */
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
        @Nullable String ticket,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean drill) {

    public Operation(
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
        this(
                id,
                kind,
                state,
                outcome,
                steps,
                done,
                total,
                startedAt,
                endedAt,
                subject,
                requestedBy,
                reason,
                ticket,
                null);
    }

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

    /**
     * One step; without an outcome it has not ended, without a start it has not begun.
     *
     * @param exitCode what a node answered to it; this and the next two are not told where no node did
     * @param output what the node wrote, bounded, secrets masked
     * @param answeredIn from the question to the answer
     * @param saidBy the person whose evidence the detail is; not told where it is nobody's
     */
    public record Step(
            String id,
            String description,
            @Nullable Outcome outcome,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String detail,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer exitCode,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String output,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Duration answeredIn,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String saidBy) {

        /** One that no node was asked for. */
        public Step(
                String id,
                String description,
                @Nullable Outcome outcome,
                @Nullable Instant startedAt,
                @Nullable Instant endedAt,
                @Nullable String detail) {
            this(id, description, outcome, startedAt, endedAt, detail, null, null, null, null);
        }
    }

    /** 202: begun, to be followed at its operation. */
    public static Response accepted(String id) {
        return Response.accepted(Map.of("operation", id))
                .location(URI.create("/operations/" + id))
                .build();
    }
}
