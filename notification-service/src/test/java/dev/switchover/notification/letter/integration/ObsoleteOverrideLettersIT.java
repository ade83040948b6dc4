package dev.switchover.notification.letter.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.OverrideDecided;
import dev.switchover.contracts.migration.v1.MigrationNotice.OverrideRequested;
import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunOverrideDecided;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunOverrideRequested;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.kafka.NoticeHead;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.notification.Servers;
import dev.switchover.notification.contact.claims.ForgetContact;
import dev.switchover.notification.contact.claims.PutContact;
import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.letter.domain.Standing;
import dev.switchover.notification.letter.driver.FaultySmtp;
import dev.switchover.notification.letter.driver.FaultySmtp.Behaviour;
import dev.switchover.notification.letter.view.NotificationTable;
import dev.switchover.notification.mail.Language;
import dev.switchover.notification.mail.Reader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Approvers are not asked for what has been decided while the question was on its way to them. */
@QuarkusTest
@QuarkusTestResource(Servers.class)
class ObsoleteOverrideLettersIT {

    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Party APPROVERS = new Party("approvers");

    private final String id = UUID.randomUUID().toString();
    private final MigrationNoticeListener migrations;
    private final ResilienceNoticeListener deployments;
    private final Commands commands;
    private final NotificationTable view;
    private final int smtpPort;
    private FaultySmtp smtp;

    ObsoleteOverrideLettersIT(
            MigrationNoticeListener migrations,
            ResilienceNoticeListener deployments,
            Commands commands,
            Jdbi database,
            @ConfigProperty(name = "switchover.smtp.port") int smtpPort) {
        this.migrations = migrations;
        this.deployments = deployments;
        this.commands = commands;
        this.view = new NotificationTable(database, ViewTables.live());
        this.smtpPort = smtpPort;
    }

    /** A question to the approvers and what ends it. */
    interface Matter {

        void asked(ObsoleteOverrideLettersIT here, NoticeHead head);

        void decided(ObsoleteOverrideLettersIT here, NoticeHead head);
    }

    record OfMigration(MigrationNotice.Decision decision) implements Matter {

        @Override
        public void asked(ObsoleteOverrideLettersIT here, NoticeHead head) {
            here.migrations.on(
                    new OverrideRequested(
                            head.key(),
                            AT,
                            here.id,
                            "migration.remove-source",
                            "migration/m",
                            List.of(),
                            "Why.",
                            null,
                            null,
                            List.of()),
                    head);
        }

        @Override
        public void decided(ObsoleteOverrideLettersIT here, NoticeHead head) {
            here.migrations.on(new OverrideDecided(head.key(), AT, here.id, decision), head);
        }
    }

    record OfDeployment(ResilienceNotice.Decision decision) implements Matter {

        @Override
        public void asked(ObsoleteOverrideLettersIT here, NoticeHead head) {
            here.deployments.on(
                    new RunOverrideRequested(
                            head.key(),
                            AT,
                            here.id,
                            "resilience.start-switchover",
                            "deployment/d",
                            List.of(),
                            "Why.",
                            null,
                            null,
                            List.of(),
                            false),
                    head);
        }

        @Override
        public void decided(ObsoleteOverrideLettersIT here, NoticeHead head) {
            here.deployments.on(new RunOverrideDecided(head.key(), AT, here.id, decision), head);
        }
    }

    static Stream<Matter> matters() {
        return Stream.concat(
                Stream.of(MigrationNotice.Decision.values()).map(OfMigration::new),
                Stream.of(ResilienceNotice.Decision.values()).map(OfDeployment::new));
    }

    @BeforeEach
    void start() {
        smtp = FaultySmtp.start(smtpPort);
        var anna = new Reader("anna@example.org", "Anna Example", Language.EN, ZoneId.of("Europe/Paris"));
        commands.send(new PutContact(APPROVERS, List.of(anna), null));
    }

    @AfterEach
    void stop() throws IOException {
        commands.send(new ForgetContact(APPROVERS, null));
        smtp.close();
    }

    @ParameterizedTest
    @MethodSource("matters")
    void whatWaitsForTheirContactIsCancelled(Matter matter) {
        commands.send(new ForgetContact(APPROVERS, null));
        var letter = asked(matter);
        becomes(letter, Standing.NO_CONTACT);

        decided(matter);

        becomes(letter, Standing.CANCELLED);
    }

    @ParameterizedTest
    @MethodSource("matters")
    void whatTheServerPutsOffIsCancelled(Matter matter) {
        smtp.next(Collections.nCopies(200, Behaviour.BUSY).toArray(Behaviour[]::new));
        var letter = asked(matter);
        Eventually.holds(() -> assertThat(view.find(letter))
                .hasValueSatisfying(it -> assertThat(it.attempts()).isPositive()));

        decided(matter);

        becomes(letter, Standing.CANCELLED);
    }

    private NotificationId asked(Matter matter) {
        var head = head();
        commands.together(() -> {
            matter.asked(this, head);
            return head;
        });
        return NotificationId.of(head.id(), APPROVERS.value(), 0);
    }

    private void decided(Matter matter) {
        var head = head();
        commands.together(() -> {
            matter.decided(this, head);
            return head;
        });
    }

    private NoticeHead head() {
        return new NoticeHead(UUID.randomUUID().toString(), "/switchover/test", "test", AT, 1, "override/" + id);
    }

    private void becomes(NotificationId letter, Standing standing) {
        Eventually.holds(() -> assertThat(view.find(letter))
                .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(standing)));
    }
}
