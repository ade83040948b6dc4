package dev.switchover.migration.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.Decision;
import dev.switchover.contracts.migration.v1.MigrationNotice.Outcome;
import dev.switchover.kit.override.Fact;
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
                "migration.remove-source",
                "{}",
                "migration/m1",
                List.of("customers-moved"),
                "he left",
                "OPS-12",
                "olga",
                List.of(Fact.binding("customers on a", "1")),
                AT.plusSeconds(60));
        assertThat(OverrideNotices.of(asked, AT))
                .containsExactly(new MigrationNotice.OverrideRequested(
                        "override/7f",
                        AT,
                        "override-7f",
                        "migration.remove-source",
                        "migration/m1",
                        List.of("customers-moved"),
                        "he left",
                        "OPS-12",
                        "olga",
                        List.of("customers on a: 1")));
    }

    @Test
    void whatIsNoLongerWhatWasAskedIsOverAndOperatorsHearOfIt() {
        var changes = List.of("customers on a: 1 when it was asked, 8 now");
        assertThat(OverrideNotices.of(
                        new OverrideOutdated(ID, "anna", "migration.remove-source", "migration/m1", changes), AT))
                .containsExactly(
                        new MigrationNotice.OverrideDecided("override/7f", AT, "override-7f", Decision.OUTDATED),
                        new MigrationNotice.OperationEnded(
                                "override/7f",
                                AT,
                                "override-7f",
                                "migration.remove-source",
                                Outcome.REJECTED,
                                "migration/m1",
                                "customers on a: 1 when it was asked, 8 now"));
    }

    @Test
    void operatorsHearOfWhatNobodyWantedOrApproved() {
        assertThat(OverrideNotices.of(new OverrideCancelled(ID, "olga", "migration.decommission", "migration/m1"), AT))
                .containsExactly(
                        new MigrationNotice.OverrideDecided("override/7f", AT, "override-7f", Decision.CANCELLED),
                        ended(Outcome.ABORTED, "cancelled by olga"));
        assertThat(OverrideNotices.of(new OverrideExpired(ID, "migration.decommission", "migration/m1"), AT))
                .containsExactly(
                        new MigrationNotice.OverrideDecided("override/7f", AT, "override-7f", Decision.EXPIRED),
                        ended(Outcome.REJECTED, "nobody approved it in time"));
    }

    private static MigrationNotice ended(Outcome outcome, String detail) {
        return new MigrationNotice.OperationEnded(
                "override/7f", AT, "override-7f", "migration.decommission", outcome, "migration/m1", detail);
    }

    @Test
    void whatIsDecidedWaitsForNobody() {
        assertThat(OverrideNotices.of(new OverrideApproved(ID, "anna"), AT))
                .containsExactly(
                        new MigrationNotice.OverrideDecided("override/7f", AT, "override-7f", Decision.APPROVED));
        assertThat(OverrideNotices.of(new OverrideCancelled(ID, "olga", null, null), AT))
                .containsExactly(
                        new MigrationNotice.OverrideDecided("override/7f", AT, "override-7f", Decision.CANCELLED));
    }
}
