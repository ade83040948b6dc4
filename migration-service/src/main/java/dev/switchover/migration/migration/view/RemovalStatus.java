package dev.switchover.migration.migration.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The removal of a source as a person sees it: its steps, and what it took against what was predicted. */
public record RemovalStatus(
        int number,
        String operation,
        String state,
        @Nullable String outcome,
        @Nullable String reason,
        Instant startedAt,
        String startedBy,
        @Nullable String askedReason,
        @Nullable String ticket,
        @Nullable Instant pointOfNoReturnAt,
        @Nullable Instant endedAt,
        List<Step> steps,
        Figure workTime,
        Figure managementGap,
        Figure callOutage,
        JsonNode gates) {

    public record Step(
            String step,
            boolean manual,
            String state,
            String compensation,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String evidence,
            @Nullable String confirmedBy) {}
}
