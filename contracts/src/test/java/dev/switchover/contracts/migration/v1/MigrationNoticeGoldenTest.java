package dev.switchover.contracts.migration.v1;

import dev.switchover.contracts.GoldenFiles;
import dev.switchover.contracts.migration.v1.MigrationNotice.Decision;
import dev.switchover.contracts.migration.v1.MigrationNotice.Outcome;
import dev.switchover.contracts.migration.v1.MigrationNotice.ReachedBy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire format is what the golden files say, in both directions. */
class MigrationNoticeGoldenTest {

    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant BY = Instant.parse("2026-03-09T16:00:00Z");
    private static final String CLUSTER = "cluster/voice";
    private static final String MIGRATION = "migration/to-b";
    private static final String AUTHORISATION = "authorisation/to-b-carrier-one-main";
    private static final List<String> ADDRESSES = List.of("198.51.100.20", "2001:db8::20");

    private final GoldenFiles golden = new GoldenFiles("migration", MigrationNotice.class);

    static Stream<MigrationNotice> notices() {
        return Stream.of(clusters(), migrations(), authorisations(), customers(), invoices(), operations())
                .flatMap(it -> it);
    }

    private static Stream<MigrationNotice> clusters() {
        return Stream.of(
                new MigrationNotice.NodeAdded(CLUSTER, AT, "b", ADDRESSES),
                new MigrationNotice.NodeCorrected(CLUSTER, AT, "b", ADDRESSES, "A digit was missing."),
                new MigrationNotice.ReplicationInSync(CLUSTER, AT, "b"),
                new MigrationNotice.ManagementMoved(CLUSTER, AT, "a", "b", 2),
                new MigrationNotice.NodeRemoved(CLUSTER, AT, "a"),
                new MigrationNotice.RegistrationMoved("supplier/carrier-two", AT, "carrier-two", "main", "a", "b", 2));
    }

    private static Stream<MigrationNotice> migrations() {
        return Stream.of(
                new MigrationNotice.MigrationStarted(MIGRATION, AT, "voice", "a", "b"),
                new MigrationNotice.MigrationCompleted(MIGRATION, AT, "voice", "a", "b"),
                new MigrationNotice.MigrationAborted(MIGRATION, AT, "voice", "The hoster withdrew the new server."),
                new MigrationNotice.SourceRemovalStarted(MIGRATION, AT, "voice", "a"),
                new MigrationNotice.SourceDecommissioned(MIGRATION, AT, "voice", "a"),
                new MigrationNotice.WaveStarted(MIGRATION, AT, "canaries", 5),
                new MigrationNotice.WaveCompleted(MIGRATION, AT, "canaries", 5));
    }

    private static Stream<MigrationNotice> authorisations() {
        return Stream.of(
                new MigrationNotice.AuthorisationRequested(
                        AUTHORISATION,
                        AT,
                        "carrier-one",
                        "to-b",
                        "carrier-one",
                        "main",
                        ADDRESSES,
                        BY,
                        "We change our hoster."),
                new MigrationNotice.AuthorisationReminded(
                        AUTHORISATION,
                        AT,
                        "carrier-one",
                        "to-b",
                        "carrier-one",
                        "main",
                        ADDRESSES,
                        BY,
                        "We change our hoster.",
                        1),
                new MigrationNotice.AuthorisationAcknowledged(
                        AUTHORISATION, AT, "to-b", "carrier-one", "main", ADDRESSES),
                new MigrationNotice.AuthorisationProven(AUTHORISATION, AT, "to-b", "carrier-one", "main", ADDRESSES),
                new MigrationNotice.AuthorisationRefused(
                        AUTHORISATION, AT, "to-b", "carrier-one", "main", ADDRESSES, "Only one address per trunk."),
                new MigrationNotice.AuthorisationWaived(
                        AUTHORISATION, AT, "to-b", "carrier-one", "main", ADDRESSES, "The trunk ends this month."));
    }

    private static Stream<MigrationNotice> customers() {
        return Stream.of(
                new MigrationNotice.CustomerMoveAnnounced(
                        "customer/acme",
                        AT,
                        "acme",
                        "acme",
                        "to-b",
                        "canaries",
                        ReachedBy.DOMAIN,
                        "sip.acme.example",
                        "192.0.2.10",
                        "198.51.100.20",
                        BY),
                new MigrationNotice.CustomerMoved("customer/acme", AT, "acme", "acme", "to-b", "a", "b"),
                new MigrationNotice.CustomerMovedBack(
                        "customer/bolt",
                        AT,
                        "bolt",
                        "bolt",
                        "to-b",
                        ReachedBy.IP,
                        null,
                        "192.0.2.10",
                        "Calls failed on the new server.",
                        Instant.parse("2026-03-09T16:00:00Z")));
    }

    private static Stream<MigrationNotice> invoices() {
        var invoice = "invoice/2026-02-acme";
        return Stream.of(
                new MigrationNotice.InvoiceIssued(
                        invoice, AT, "acme", LocalDate.parse("2026-02-01"), LocalDate.parse("2026-02-28")),
                new MigrationNotice.InvoicePaid(invoice, AT, "acme"),
                new MigrationNotice.InvoiceDisputed(invoice, AT, "acme", "42 minutes too many."),
                new MigrationNotice.InvoiceWrittenOff(invoice, AT, "acme", "Agreed with sales."),
                new MigrationNotice.InvoiceCorrected(
                        invoice,
                        AT,
                        "acme",
                        LocalDate.parse("2026-02-01"),
                        LocalDate.parse("2026-02-28"),
                        "The month was wrong."),
                new MigrationNotice.InvoiceWithdrawn(invoice, AT, "acme", "Entered twice."));
    }

    private static Stream<MigrationNotice> operations() {
        return Stream.of(
                new MigrationNotice.OverrideRequested(
                        "override/7f",
                        AT,
                        "override-7f",
                        "migration.remove-source",
                        "migration/to-b",
                        List.of("customers-moved"),
                        "The last one has left us.",
                        "OPS-12",
                        "olga",
                        List.of("customers on a: 1")),
                new MigrationNotice.OverrideDecided("override/7f", AT, "override-7f", Decision.APPROVED),
                new MigrationNotice.OperationEnded(
                        MIGRATION,
                        AT,
                        "removal-to-b",
                        "remove-source",
                        Outcome.IN_DOUBT,
                        MIGRATION,
                        "Node a did not answer."));
    }

    @ParameterizedTest
    @MethodSource("notices")
    void isWhatTheGoldenFileSays(MigrationNotice notice) {
        golden.hold(notice);
    }

    @Test
    void everyNoticeHasAGoldenFile() {
        golden.coverEveryNotice(notices());
    }
}
