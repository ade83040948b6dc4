package dev.switchover.resilience.deployment.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as a person follows it.
 *
 * @param number also its id among the switchovers of the deployment
 * @param waiting a step has failed or is in doubt: a person decides
 * @param back why it is taken back
 */
public record RunView(
        int number,
        String operation,
        String kind,
        String urgency,
        @Nullable String order,
        boolean drill,
        @Nullable String from,
        @Nullable String to,
        boolean waiting,
        @Nullable String outcome,
        @Nullable String reason,
        String startedBy,
        @Nullable String askedReason,
        @Nullable String ticket,
        Instant startedAt,
        @Nullable Instant pointOfNoReturnAt,
        @Nullable String back,
        @Nullable Instant endedAt,
        List<String> open,
        List<Planned> plan,
        List<Done> steps,
        JsonNode gates) {

    /** A step as it was planned. */
    public record Planned(String id, @Nullable String action, String node, String group, boolean noReturn) {}

    /** An order given; a step that was repeated has several. */
    public record Done(
            int number,
            String id,
            @Nullable String action,
            String node,
            String group,
            long epoch,
            boolean back,
            String state,
            @Nullable String detail,
            Instant startedAt,
            @Nullable Instant endedAt) {}
}
