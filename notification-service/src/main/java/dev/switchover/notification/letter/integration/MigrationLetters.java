package dev.switchover.notification.letter.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.ReachedBy;
import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.mail.Letter;
import dev.switchover.notification.mail.Letter.AdmitAddress;
import dev.switchover.notification.mail.Letter.AdmitAddressReminder;
import dev.switchover.notification.mail.Letter.DomainMoves;
import dev.switchover.notification.mail.Letter.MigrationNews;
import dev.switchover.notification.mail.Letter.MigrationNews.Fact;
import dev.switchover.notification.mail.Letter.MoveCalledOff;
import dev.switchover.notification.mail.Letter.MovedBack;
import dev.switchover.notification.mail.Letter.NewAddress;
import dev.switchover.notification.mail.Letter.OperationEnded;
import dev.switchover.notification.mail.Letter.OverrideWaits;
import java.util.Optional;

/** Which notice is told to whom, in which letter. */
final class MigrationLetters {

    private static final Party OPERATORS = new Party("operators");
    private static final Party APPROVERS = new Party("approvers");

    private MigrationLetters() {}

    /** Empty for what nobody needs to be told by mail. */
    static Optional<Addressed> of(MigrationNotice notice) {
        return switch (notice) {
            case MigrationNotice.AuthorisationRequested it ->
                to(it.party(), new AdmitAddress(it.supplier(), it.trunk(), it.addresses(), it.neededBy(), it.reason()));
            case MigrationNotice.AuthorisationReminded it ->
                to(
                        it.party(),
                        new AdmitAddressReminder(
                                it.supplier(), it.trunk(), it.addresses(), it.neededBy(), it.reason(), it.reminder()));
            case MigrationNotice.CustomerMoveAnnounced it -> to(it.party(), move(it));
            case MigrationNotice.CustomerMovedBack it -> to(it.party(), back(it));
            case MigrationNotice.OverrideRequested it ->
                to(
                        APPROVERS,
                        new OverrideWaits(
                                it.operation(),
                                it.command(),
                                it.subject(),
                                it.gates(),
                                it.reason(),
                                it.ticket(),
                                it.requestedBy(),
                                it.facts(),
                                false,
                                it.at()));
            case MigrationNotice.OperationEnded it ->
                to(
                        OPERATORS,
                        new OperationEnded(
                                it.operation(),
                                it.kind(),
                                it.outcome().name(),
                                it.subject(),
                                it.detail(),
                                false,
                                it.at()));
            case MigrationNotice.WaveCompleted it -> news(it, Fact.WAVE_COMPLETED, it.wave());
            case MigrationNotice.SourceRemovalStarted it -> news(it, Fact.REMOVAL_STARTED, it.node());
            case MigrationNotice.MigrationCompleted it -> news(it, Fact.COMPLETED, it.source() + " → " + it.target());
            case MigrationNotice.MigrationAborted it -> news(it, Fact.ABORTED, it.reason());
            case MigrationNotice.SourceDecommissioned it -> news(it, Fact.DECOMMISSIONED, it.node());
            case MigrationNotice.OverrideDecided it -> Optional.empty();
            case MigrationNotice.NodeAdded it -> Optional.empty();
            case MigrationNotice.NodeCorrected it -> Optional.empty();
            case MigrationNotice.ReplicationInSync it -> Optional.empty();
            case MigrationNotice.ManagementMoved it -> Optional.empty();
            case MigrationNotice.NodeRemoved it -> Optional.empty();
            case MigrationNotice.MigrationStarted it -> Optional.empty();
            case MigrationNotice.WaveStarted it -> Optional.empty();
            case MigrationNotice.AuthorisationAcknowledged it -> Optional.empty();
            case MigrationNotice.AuthorisationProven it -> Optional.empty();
            case MigrationNotice.AuthorisationRefused it -> Optional.empty();
            case MigrationNotice.AuthorisationWaived it -> Optional.empty();
            case MigrationNotice.RegistrationMoved it -> Optional.empty();
            case MigrationNotice.CustomerMoved it -> Optional.empty();
            case MigrationNotice.InvoiceIssued it -> Optional.empty();
            case MigrationNotice.InvoicePaid it -> Optional.empty();
            case MigrationNotice.InvoiceDisputed it -> Optional.empty();
            case MigrationNotice.InvoiceWrittenOff it -> Optional.empty();
            case MigrationNotice.InvoiceCorrected it -> Optional.empty();
            case MigrationNotice.InvoiceWithdrawn it -> Optional.empty();
        };
    }

    private static Letter move(MigrationNotice.CustomerMoveAnnounced it) {
        return it.reachedBy() == ReachedBy.DOMAIN && it.domain() != null
                ? new DomainMoves(it.customer(), it.domain(), it.newAddress(), it.when())
                : new NewAddress(it.customer(), it.oldAddress(), it.newAddress(), it.when());
    }

    private static Letter back(MigrationNotice.CustomerMovedBack it) {
        return it.notMovedBy() == null
                ? new MovedBack(it.customer(), it.domain(), it.address(), it.reason(), it.at())
                : new MoveCalledOff(
                        it.customer(), it.reachedBy() == ReachedBy.IP, it.address(), it.reason(), it.notMovedBy());
    }

    private static Optional<Addressed> news(MigrationNotice notice, Fact fact, String detail) {
        var migration = notice.key().substring(notice.key().indexOf('/') + 1);
        return Optional.of(new Addressed(OPERATORS, new MigrationNews(migration, fact, detail, notice.at())));
    }

    private static Optional<Addressed> to(String party, Letter letter) {
        return to(new Party(party), letter);
    }

    private static Optional<Addressed> to(Party party, Letter letter) {
        return Optional.of(new Addressed(party, letter));
    }
}
