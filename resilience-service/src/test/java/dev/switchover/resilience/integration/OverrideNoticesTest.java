package dev.switchover.resilience.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Decision;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Outcome;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunInTrouble;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunOverrideDecided;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunOverrideRequested;
import dev.switchover.kit.override.Fact;
import dev.switchover.kit.override.OverrideEvent;
import dev.switchover.kit.override.OverrideEvent.OverrideApproved;
import dev.switchover.kit.override.OverrideEvent.OverrideCancelled;
import dev.switchover.kit.override.OverrideEvent.OverrideExpired;
import dev.switchover.kit.override.OverrideEvent.OverrideOutdated;
import dev.switchover.kit.override.OverrideEvent.OverrideRequested;
import dev.switchover.kit.override.OverrideId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverrideNoticesTest {

    private static final OverrideId ID = new OverrideId("7f");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void approversHearWhatWaitsForThem() {
        var asked = new OverrideRequested(
                ID,
                "resilience.start-switchover",
                "{}",
                "deployment/paris",
                List.of("replication-in-sync"),
                "no power soon",
                "OPS-12",
                "olga",
                List.of(Fact.binding("customers on a", "1")),
                AT.plusSeconds(60));
        assertThat(of(asked))
                .containsExactly(new RunOverrideRequested(
                        "override/7f",
                        AT,
                        "override-7f",
                        "resilience.start-switchover",
                        "deployment/paris",
                        List.of("replication-in-sync"),
                        "no power soon",
                        "OPS-12",
                        "olga",
                        List.of("customers on a: 1"),
                        true));
    }

    @Test
    void whatIsNoLongerWhatWasAskedIsOverAndOperatorsHearOfIt() {
        var outdated = new OverrideOutdated(
                ID, "anna", "resilience.start-services", "deployment/paris", List.of("does: nothing now"));
        assertThat(of(outdated))
                .containsExactly(
                        new RunOverrideDecided("override/7f", AT, "override-7f", Decision.OUTDATED),
                        new RunInTrouble(
                                "deployment/paris",
                                AT,
                                "operators",
                                "override-7f",
                                "resilience.start-services",
                                Outcome.REJECTED,
                                "does: nothing now",
                                true));
    }

    @Test
    void operatorsHearOfWhatNobodyWantedOrApproved() {
        assertThat(of(new OverrideCancelled(ID, "olga", "resilience.start-services", "deployment/paris")))
                .containsExactly(
                        new RunOverrideDecided("override/7f", AT, "override-7f", Decision.CANCELLED),
                        ended(Outcome.ABORTED, "cancelled by olga"));
        assertThat(of(new OverrideExpired(ID, "resilience.start-services", "deployment/paris")))
                .containsExactly(
                        new RunOverrideDecided("override/7f", AT, "override-7f", Decision.EXPIRED),
                        ended(Outcome.REJECTED, "nobody approved it in time"));
    }

    private static ResilienceNotice ended(Outcome outcome, String detail) {
        return new RunInTrouble(
                "deployment/paris", AT, "operators", "override-7f", "resilience.start-services", outcome, detail, true);
    }

    private static List<ResilienceNotice> of(OverrideEvent event) {
        return OverrideNotices.of(event, deployment -> ResilienceNoticesTest.exercise(), AT);
    }

    @Test
    void whatIsDecidedWaitsForNobody() {
        assertThat(of(new OverrideApproved(ID, "anna")))
                .containsExactly(new RunOverrideDecided("override/7f", AT, "override-7f", Decision.APPROVED));
        assertThat(of(new OverrideCancelled(ID, "olga", null, null)))
                .containsExactly(new RunOverrideDecided("override/7f", AT, "override-7f", Decision.CANCELLED));
    }
}
