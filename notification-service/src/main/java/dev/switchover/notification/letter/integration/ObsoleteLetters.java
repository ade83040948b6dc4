package dev.switchover.notification.letter.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.notification.letter.claims.Obsolete;
import dev.switchover.notification.letter.claims.Obsolete.Addresses;
import dev.switchover.notification.letter.claims.Obsolete.Everything;
import dev.switchover.notification.letter.claims.Obsolete.EverythingBelow;
import dev.switchover.notification.letter.claims.Obsolete.Moves;
import dev.switchover.notification.letter.claims.Obsolete.Reminders;
import dev.switchover.notification.letter.claims.Obsolete.Unmade;
import dev.switchover.notification.letter.claims.WithdrawLetters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which notice makes which letters pointless, those that have not arrived yet. */
final class ObsoleteLetters {

    private ObsoleteLetters() {}

    /** Empty for what takes nothing back. */
    static Optional<WithdrawLetters> of(MigrationNotice notice) {
        var about = notice.key();
        return switch (notice) {
            case MigrationNotice.AuthorisationReminded it ->
                withdraw(new Reminders(about), "There is a later reminder.");
            case MigrationNotice.AuthorisationAcknowledged it ->
                settled(about, it.addresses(), "The supplier says it has been done.");
            case MigrationNotice.AuthorisationProven it ->
                settled(about, it.addresses(), "It is proven that the supplier admits the addresses.");
            case MigrationNotice.AuthorisationRefused it -> settled(about, it.addresses(), "The supplier has refused.");
            case MigrationNotice.AuthorisationWaived it ->
                settled(about, it.addresses(), "The addresses need not be admitted.");
            case MigrationNotice.MigrationAborted it ->
                withdraw(new EverythingBelow("authorisation/" + id(about) + "/"), "The migration was aborted.");
            case MigrationNotice.CustomerMoveAnnounced it ->
                withdraw(new Everything(about), "There is a later announcement.");
            case MigrationNotice.CustomerMoved it -> withdraw(new Unmade(about), "The customer has moved.");
            case MigrationNotice.CustomerMovedBack it ->
                withdraw(new Everything(about), "The customer is back on the old node.");
            case MigrationNotice.OverrideDecided it ->
                decided(about, it.decision().name());
            default -> Optional.empty();
        };
    }

    static Optional<WithdrawLetters> of(ResilienceNotice notice) {
        return switch (notice) {
            case ResilienceNotice.RunOverrideDecided it ->
                decided(it.key(), it.decision().name());
            case ResilienceNotice.FailoverStarted it -> goneOn(it);
            case ResilienceNotice.FailoverCompleted it -> goneOn(it);
            case ResilienceNotice.FailbackStarted it -> goneOn(it);
            case ResilienceNotice.FailbackCompleted it -> goneOn(it);
            case ResilienceNotice.SwitchoverAborted it -> goneOn(it);
            case ResilienceNotice.ServiceRestored it -> goneOn(it);
            default -> Optional.empty();
        };
    }

    private static Optional<WithdrawLetters> goneOn(ResilienceNotice notice) {
        return withdraw(new Moves(notice.key(), notice.at()), "The switchover has gone on, or ended, since.");
    }

    private static Optional<WithdrawLetters> decided(String about, String decision) {
        return withdraw(new Everything(about), "The override was " + decision.toLowerCase(Locale.ROOT) + ".");
    }

    private static Optional<WithdrawLetters> settled(String about, List<String> addresses, String reason) {
        return withdraw(new Addresses(about, addresses), reason);
    }

    private static Optional<WithdrawLetters> withdraw(Obsolete obsolete, String reason) {
        return Optional.of(new WithdrawLetters(obsolete, reason));
    }

    private static String id(String key) {
        return key.substring(key.indexOf('/') + 1);
    }
}
