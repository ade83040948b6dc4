package dev.switchover.notification.letter.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.AuthorisationAcknowledged;
import dev.switchover.contracts.migration.v1.MigrationNotice.AuthorisationProven;
import dev.switchover.contracts.migration.v1.MigrationNotice.AuthorisationRefused;
import dev.switchover.contracts.migration.v1.MigrationNotice.AuthorisationReminded;
import dev.switchover.contracts.migration.v1.MigrationNotice.AuthorisationRequested;
import dev.switchover.contracts.migration.v1.MigrationNotice.AuthorisationWaived;
import dev.switchover.contracts.migration.v1.MigrationNotice.CustomerMoveAnnounced;
import dev.switchover.contracts.migration.v1.MigrationNotice.CustomerMoved;
import dev.switchover.contracts.migration.v1.MigrationNotice.CustomerMovedBack;
import dev.switchover.contracts.migration.v1.MigrationNotice.MigrationAborted;
import dev.switchover.contracts.migration.v1.MigrationNotice.ReachedBy;
import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Direction;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.FailbackStarted;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.FailoverCompleted;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.FailoverStarted;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Kind;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.SwitchoverAborted;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.SwitchoverAnnounced;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Turn;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.kafka.NoticeHead;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.notification.Servers;
import dev.switchover.notification.contact.claims.PutContact;
import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.letter.domain.NotificationCommand.CancelNotification;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.letter.domain.Standing;
import dev.switchover.notification.letter.driver.FaultySmtp;
import dev.switchover.notification.letter.driver.FaultySmtp.Behaviour;
import dev.switchover.notification.letter.view.NotificationStatus;
import dev.switchover.notification.letter.view.NotificationTable;
import dev.switchover.notification.mail.Language;
import dev.switchover.notification.mail.Reader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has become pointless while it waited, for a contact or for the mail server, does not go out. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class ObsoleteLettersIT {

    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant BY = Instant.parse("2026-03-09T16:00:00Z");
    private static final String SIGNALLING = "198.51.100.20";
    private static final String MEDIA = "198.51.100.21";
    private static final List<String> BOTH = List.of(SIGNALLING, MEDIA);
    private static final String REASON = "We change our hoster.";

    private final String migration = "m-" + UUID.randomUUID();
    private final String authorisation = "authorisation/" + migration + "/carrier/main";
    private final String customer = "customer/" + migration;
    private final Party party = new Party("p-" + UUID.randomUUID());
    private final MigrationNoticeListener listener;
    private final ResilienceNoticeListener resilience;
    private final Commands commands;
    private final NotificationTable view;
    private final int smtpPort;
    private FaultySmtp smtp;

    ObsoleteLettersIT(
            MigrationNoticeListener listener,
            ResilienceNoticeListener resilience,
            Commands commands,
            Jdbi database,
            @ConfigProperty(name = "switchover.smtp.port") int smtpPort) {
        this.listener = listener;
        this.resilience = resilience;
        this.commands = commands;
        this.view = new NotificationTable(database, ViewTables.live());
        this.smtpPort = smtpPort;
    }

    /** How a notice that ends the asking looks for the authorisation and migration at hand. */
    interface Ending {
        MigrationNotice of(String authorisation, String migration);
    }

    static Stream<Ending> endings() {
        return Stream.of(
                (it, of) -> new AuthorisationAcknowledged(it, AT, of, "carrier", "main", BOTH),
                (it, of) -> new AuthorisationProven(it, AT, of, "carrier", "main", BOTH),
                (it, of) -> new AuthorisationRefused(it, AT, of, "carrier", "main", BOTH, "No."),
                (it, of) -> new AuthorisationWaived(it, AT, of, "carrier", "main", BOTH, "Not needed."),
                (it, of) -> new MigrationAborted("migration/" + of, AT, "voice", "No server."));
    }

    @BeforeEach
    void start() {
        smtp = FaultySmtp.start(smtpPort);
    }

    @AfterEach
    void stop() throws IOException {
        smtp.close();
    }

    @ParameterizedTest
    @MethodSource("endings")
    void whatIsSettledIsNotAskedAnyMore(Ending ending) {
        take(requested());
        take(reminded(1));

        take(ending.of(authorisation, migration));
        addContact();

        assertThat(becomes(Standing.CANCELLED, Standing.CANCELLED))
                .allSatisfy(it -> assertThat(it.detail()).isNotBlank());
        assertNoMailButTheLast();
    }

    /** Taken back while the server puts it off, whether between two attempts or in one. */
    @ParameterizedTest
    @MethodSource("endings")
    void whatTheServerPutsOffIsTakenBackOnceItIsSettled(Ending ending) {
        addContact();
        isPutOff(requested());

        take(ending.of(authorisation, migration));

        assertThat(becomes(Standing.CANCELLED))
                .allSatisfy(it -> assertThat(it.detail()).isNotBlank());
        smtp.takeAll();
        assertNoMailButTheLast();
    }

    /** It is not sent again, but nobody may rely on the supplier not having read it. */
    @Test
    void whatMayHaveArrivedSaysSoOnceItIsSettled() {
        addContact();
        smtp.next(Collections.nCopies(200, Behaviour.DROP_AFTER_DOT).toArray(Behaviour[]::new));
        take(requested());
        becomes(Standing.UNKNOWN);

        take(new AuthorisationProven(authorisation, AT, migration, "carrier", "main", BOTH));

        Eventually.holds(() -> assertThat(view.page(party.value(), null, "", 100))
                .hasSize(2)
                .allSatisfy(it -> {
                    assertThat(it.state()).isEqualTo(Standing.UNKNOWN);
                    assertThat(it.detail()).isNotBlank();
                    assertThat(it.nextAttemptAt()).isNull();
                }));
        var arrived = mails().size();
        smtp.takeAll();
        take(new AuthorisationRequested(
                authorisation + "-2", AT, party.value(), migration, "carrier", "last", BOTH, BY, REASON));
        becomes(Standing.UNKNOWN, Standing.ACCEPTED);
        Eventually.holds(() -> assertThat(mails()).hasSize(arrived + 2));
    }

    @Test
    void whatIsInPartStillTrueStaysAsItIs() {
        addContact();
        smtp.next(Behaviour.BUSY, Behaviour.BUSY);
        take(requested());
        take(new AuthorisationProven(authorisation, AT, migration, "carrier", "main", List.of(MEDIA)));

        becomes(Standing.ACCEPTED);
    }

    @Test
    void ofSeveralRemindersTheLastIsSent() {
        take(requested());
        take(reminded(1));
        take(reminded(2));

        addContact();

        becomes(Standing.ACCEPTED, Standing.CANCELLED, Standing.ACCEPTED);
    }

    @Test
    void onlyWhatIsStillOpenIsAskedFor() {
        take(requested());
        take(new AuthorisationProven(authorisation, AT, migration, "carrier", "main", List.of(MEDIA)));

        addContact();

        becomes(Standing.ACCEPTED);
        assertThat(mails())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).contains(SIGNALLING).doesNotContain(MEDIA));
    }

    @Test
    void whatIsProvenPieceByPieceIsSettledAsWell() {
        take(requested());
        take(new AuthorisationProven(authorisation, AT, migration, "carrier", "main", List.of(MEDIA)));
        take(new AuthorisationProven(authorisation, AT, migration, "carrier", "main", List.of(SIGNALLING)));

        becomes(Standing.CANCELLED);
    }

    @Test
    void anotherMigrationOfASimilarNameIsLeftAlone() {
        take(requested());

        take(new MigrationAborted("migration/" + migration.substring(0, migration.length() - 1), AT, "voice", "No."));
        addContact();

        becomes(Standing.ACCEPTED);
    }

    @Test
    void aCustomerHearsOnlyOfWhereItIsInTheEnd() {
        take(announced());
        take(new CustomerMovedBack(
                customer, AT, party.value(), migration, migration, ReachedBy.IP, null, "192.0.2.10", "No.", null));

        addContact();

        becomes(Standing.CANCELLED, Standing.ACCEPTED);
    }

    @Test
    void whoNeverHeardOfAMoveIsNotToldThatItIsCalledOff() {
        take(announced());
        take(new CustomerMovedBack(
                customer, AT, party.value(), migration, migration, ReachedBy.IP, null, "192.0.2.10", "No.", AT));

        addContact();

        becomes(Standing.CANCELLED);
    }

    @Test
    void aCustomerThatHasMovedIsNotToldToMove() {
        take(announced());
        take(new CustomerMoved(customer, AT, party.value(), migration, migration, "a", "b"));

        becomes(Standing.CANCELLED);
    }

    /** Put off while he moved: his address is the new one all the same, and nobody else has told him. */
    @Test
    void aCustomerThatMovedWhileTheServerPutItOffIsStillToldHisNewAddress() {
        addContact();
        isPutOff(announced());

        take(new CustomerMoved(customer, AT, party.value(), migration, migration, "a", "b"));
        smtp.takeAll();

        becomes(Standing.ACCEPTED);
    }

    @Test
    void whoComesLateToSwitchoversHearsOnlyHowTheyEnded() {
        var deployment = "deployment/" + migration;
        var turn = new Turn("s", "a", "b", "b.example", false, false, List.of());
        var ops = "ops-" + party.value();
        take(new SwitchoverAnnounced(
                deployment, AT, party.value(), ops, Direction.FAILOVER, AT, null, false, false, List.of()));
        take(new SwitchoverAnnounced(
                deployment, AT, party.value(), ops, Direction.FAILBACK, BY, null, false, false, List.of()));
        take(new FailoverStarted(deployment, AT, party.value(), ops, Kind.PLANNED, turn));
        take(new FailoverCompleted(deployment, AT, party.value(), ops, turn, List.of()));
        take(new FailbackStarted(deployment, AT, party.value(), ops, Kind.PLANNED, turn));
        take(new SwitchoverAborted(
                deployment, AT, party.value(), ops, Direction.FAILBACK, Kind.PLANNED, turn, true, null));

        addContact();

        becomes(
                Standing.CANCELLED,
                Standing.ACCEPTED,
                Standing.CANCELLED,
                Standing.CANCELLED,
                Standing.CANCELLED,
                Standing.ACCEPTED);
        Eventually.holds(() -> assertThat(view.page(ops, null, "", 100))
                .as("to those who run it nothing is taken back")
                .extracting(NotificationStatus::state)
                .hasSize(5)
                .containsOnly(Standing.NO_CONTACT));
    }

    @Test
    void whatIsCancelledByHandReachesNobodyOfTheParty() {
        var notice = take(announced());
        commands.send(new CancelNotification(NotificationId.of(notice, party.value(), 0), "Told by phone."));

        addContact();

        assertNoMailButTheLast();
    }

    private void isPutOff(MigrationNotice notice) {
        smtp.next(Collections.nCopies(200, Behaviour.BUSY).toArray(Behaviour[]::new));
        take(notice);
        Eventually.holds(() -> assertThat(letters())
                .extracting(NotificationStatus::attempts)
                .hasSize(1)
                .allSatisfy(attempts -> assertThat(attempts).isPositive()));
    }

    private AuthorisationRequested requested() {
        return new AuthorisationRequested(
                authorisation, AT, party.value(), migration, "carrier", "main", BOTH, BY, REASON);
    }

    private AuthorisationReminded reminded(int reminder) {
        return new AuthorisationReminded(
                authorisation, AT, party.value(), migration, "carrier", "main", BOTH, BY, REASON, reminder);
    }

    private CustomerMoveAnnounced announced() {
        return new CustomerMoveAnnounced(
                customer,
                AT,
                party.value(),
                migration,
                migration,
                "canaries",
                ReachedBy.IP,
                null,
                "192.0.2.10",
                SIGNALLING,
                BY);
    }

    /** Two recipients: what is cancelled must reach neither. */
    private void addContact() {
        var readers = Stream.of("ann", "bob")
                .map(it -> new Reader(
                        it + "@" + party.value() + ".example", "Ann Example", Language.EN, ZoneId.of("Europe/Paris")))
                .toList();
        commands.send(new PutContact(party, readers, null));
    }

    private void take(ResilienceNotice notice) {
        var id = UUID.randomUUID().toString();
        var head =
                new NoticeHead(id, "/switchover/resilience", notice.getClass().getSimpleName(), AT, 1, notice.key());
        commands.together(() -> {
            resilience.on(notice, head);
            return id;
        });
    }

    private String take(MigrationNotice notice) {
        var id = UUID.randomUUID().toString();
        var head = new NoticeHead(id, "/switchover/migration", notice.getClass().getSimpleName(), AT, 1, notice.key());
        return commands.together(() -> {
            listener.on(notice, head);
            return id;
        });
    }

    /** One more letter, so that it shows when those before it would have been sent. */
    private void assertNoMailButTheLast() {
        take(new AuthorisationRequested(
                authorisation + "-2", AT, party.value(), migration, "carrier", "last", BOTH, BY, REASON));
        Eventually.holds(() -> assertThat(mails()).hasSize(2));
        assertThat(mails()).allSatisfy(it -> assertThat(it).contains("Trunk: last"));
    }

    /** The letters to the first recipient, in the order in which they were announced. */
    private List<NotificationStatus> becomes(Standing... standings) {
        Eventually.holds(() ->
                assertThat(letters()).extracting(NotificationStatus::state).containsExactly(standings));
        return letters();
    }

    private List<NotificationStatus> letters() {
        return view.page(party.value(), null, "", 100).stream()
                .filter(it -> it.notificationId().equals(NotificationId.of(it.noticeId(), party.value(), 0)))
                .sorted(Comparator.comparing(NotificationStatus::requestedAt))
                .toList();
    }

    private List<String> mails() {
        return smtp.mails().stream()
                .map(it -> new String(it, StandardCharsets.US_ASCII))
                .filter(it -> it.contains(party.value()))
                .toList();
    }
}
