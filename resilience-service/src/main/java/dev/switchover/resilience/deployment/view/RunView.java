package dev.switchover.resilience.deployment.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as a person follows it.
 *
 * @param number also its id among the switchovers of the deployment
 * @param waiting a step has failed or is in doubt: a person decides
 * @param back why it is taken back
 * @param open what it left to be proven when it ended, as ids of obligations
 * @param owed what of that is not proven yet
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
        List<StillOwed> owed,
        List<Planned> plan,
        List<Done> steps,
        JsonNode gates) {

    /**
     * Something still to be proven.
     *
     * @param next what leads on from here
     */
    public record StillOwed(String id, String what, Instant since, String next) {

        static StillOwed of(String deployment, ObligationView it) {
            var proof = "POST /deployments/" + deployment + "/obligations/" + it.id() + "/proof";
            var next = it.id().startsWith("review-")
                    ? "Another person than the one whose word it is looks at it and gives evidence: " + proof + "."
                    : "See to it: it is met by itself as soon as it is seen to be so. Or give evidence that it is: "
                            + proof + ".";
            return new StillOwed(it.id(), it.what(), it.openedAt(), next);
        }
    }

    /** A step as it was planned. */
    public record Planned(String id, @Nullable String action, String node, String group, boolean noReturn) {}

    /**
     * An order given; a step that was repeated has several.
     *
     * @param exitCode what the node answered; null: no answer, or a person was asked, or it had answered in vain before
     *     its status showed that the order was obeyed: the detail says so then
     * @param output what it wrote, bounded, secrets masked
     * @param answeredIn from the question to the answer
     * @param saidBy the person whose evidence the detail is
     */
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
            @Nullable Instant endedAt,
            @Nullable Integer exitCode,
            @Nullable String output,
            @Nullable Duration answeredIn,
            @Nullable String saidBy) {}
}
