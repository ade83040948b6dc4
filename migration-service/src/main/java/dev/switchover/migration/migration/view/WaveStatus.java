package dev.switchover.migration.migration.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wave as a person sees it. {@code membersHash} is the SHA-256 of its members' sorted ids, one a line. {@code byDomain} of
 * them are reached by domain name by now: if any are, {@code dns-ttl-lowered} stands before its start. {@code refused} could
 * not be told, {@code notPutBack} could not be put back when the wave was reverted.
 */
public record WaveStatus(
        String wave,
        int number,
        String phase,
        String selection,
        int members,
        int byDomain,
        String membersHash,
        List<String> after,
        @Nullable Instant due,
        @Nullable Instant startedAt,
        @Nullable String requestedBy,
        @Nullable String askedReason,
        @Nullable String ticket,
        @Nullable Instant endedAt,
        Map<String, Long> states,
        int refused,
        int notPutBack,
        @Nullable String failure,
        @Nullable JsonNode gates) {}
