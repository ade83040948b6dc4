package dev.switchover.resilience.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.contracts.resilience.v1.ResilienceNotice.Decision;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunOverrideDecided;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunOverrideRequested;
import dev.switchover.kit.override.OverrideEvent.OverrideApproved;
import dev.switchover.kit.override.OverrideEvent.OverrideCancelled;
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
                AT.plusSeconds(60));
        assertThat(OverrideNotices.of(asked, true, AT))
                .containsExactly(new RunOverrideRequested(
                        "override/7f",
                        AT,
                        "override-7f",
                        "resilience.start-switchover",
                        "deployment/paris",
                        List.of("replication-in-sync"),
                        "no power soon",
                        "OPS-12",
                        true));
    }

    @Test
    void whatIsDecidedWaitsForNobody() {
        assertThat(OverrideNotices.of(new OverrideApproved(ID, "anna"), false, AT))
                .containsExactly(new RunOverrideDecided("override/7f", AT, "override-7f", Decision.APPROVED));
        assertThat(OverrideNotices.of(new OverrideCancelled(ID, "olga"), false, AT))
                .containsExactly(new RunOverrideDecided("override/7f", AT, "override-7f", Decision.CANCELLED));
    }
}
