package dev.switchover.migration.customer.domain;

import static org.hamcrest.Matchers.containsString;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.customer.domain.CustomerCommand.AddCustomer;
import dev.switchover.migration.customer.domain.CustomerCommand.AnnounceMove;
import dev.switchover.migration.customer.domain.CustomerCommand.ConfirmDrain;
import dev.switchover.migration.customer.domain.CustomerCommand.ConfirmMove;
import dev.switchover.migration.customer.domain.CustomerCommand.RevertMove;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerDrained;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveAnnounced;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveCalledOff;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoved;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMovedBack;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CustomerTest {

    private static final CustomerId ACME = new CustomerId("acme");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant DUE = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant MOVED_AT = Instant.parse("2026-02-20T10:00:00Z");
    private static final Instant DRAINED_AT = Instant.parse("2026-02-21T10:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private static final CustomerAdded ADDED =
            new CustomerAdded(ACME, "acme-ltd", ReachedBy.DOMAIN, "sip.acme.example", "east", "a", null, PARIS);
    private static final CustomerMoveAnnounced ANNOUNCED = announced("move-1", "canary", "a", "b", DUE);
    private static final CustomerMoved MOVED = new CustomerMoved(
            ACME, "move-1", "canary", "acme-ltd", "a", "b", Proof.ATTESTED, "call from acme", MOVED_AT, DAY);
    private static final CustomerDrained DRAINED =
            new CustomerDrained(ACME, "move-1", "canary", "a", "no call on a", DRAINED_AT);
    private static final CustomerMovedBack BACK = new CustomerMovedBack(
            ACME,
            "move-1",
            "canary",
            "acme-ltd",
            ReachedBy.DOMAIN,
            "sip.acme.example",
            "b",
            "a",
            "192.0.2.1",
            "one-way audio",
            DRAINED_AT);

    private AggregateTestFixture<Customer> customer;

    @BeforeEach
    void setUp() {
        customer = new AggregateTestFixture<>(Customer.class);
        customer.registerAnnotatedCommandHandler(new WithoutClaims(customer.getRepository()));
    }

    @Nested
    class Adding {

        @Test
        void recordsWhereTheCustomerIs() {
            when(add(ReachedBy.DOMAIN, "SIP.acme.example")).expectEvents(ADDED);
        }

        @Test
        void againChangesNothing() {
            when(add(ReachedBy.DOMAIN, "sip.acme.example"), ADDED).expectNoEvents();
        }

        @Test
        void againAfterTheMoveChangesNothing() {
            when(add(ReachedBy.DOMAIN, "sip.acme.example"), ADDED, ANNOUNCED, MOVED)
                    .expectNoEvents();
        }

        @Test
        void withOtherContentIsRefused() {
            refused("other content", add(ReachedBy.IP, null), ADDED);
        }

        @Test
        void byDomainWithoutADomainIsRefused() {
            refused("needs one", add(ReachedBy.DOMAIN, null));
        }

        @Test
        void byDomainWithWhatIsNoDomainIsRefused() {
            refused("needs one", add(ReachedBy.DOMAIN, "no dots"));
        }

        @Test
        void byAddressWithADomainIsRefused() {
            refused("no domain name", add(ReachedBy.IP, "sip.acme.example"));
        }
    }

    @Nested
    class Announcing {

        @Test
        void tellsTheCustomerWhereToAndUntilWhen() {
            when(announce("move-1", "canary", DUE), ADDED).expectEvents(ANNOUNCED);
        }

        @Test
        void againChangesNothing() {
            when(announce("move-1", "canary", DUE), ADDED, ANNOUNCED).expectNoEvents();
        }

        @Test
        void withAnotherDateTellsAgain() {
            when(announce("move-1", "canary", MOVED_AT), ADDED, ANNOUNCED)
                    .expectEvents(announced("move-1", "canary", "a", "b", MOVED_AT));
        }

        @Test
        void inAnotherWaveIsRefusedUntilHeWentBack() {
            refused("in wave canary", announce("move-1", "second", MOVED_AT), ADDED, ANNOUNCED);
            refused("in wave canary", announce("move-1", "second", MOVED_AT), ADDED, ANNOUNCED, MOVED);
            refused("in wave canary", announce("move-1", "second", MOVED_AT), ADDED, ANNOUNCED, MOVED, DRAINED);
            when(announce("move-1", "second", MOVED_AT), ADDED, ANNOUNCED, MOVED, BACK)
                    .expectEvents(announced("move-1", "second", "a", "b", MOVED_AT));
        }

        @Test
        void againOnceMovedChangesNothing() {
            when(announce("move-1", "canary", DUE), ADDED, ANNOUNCED, MOVED).expectNoEvents();
        }

        @Test
        void fromANodeTheCustomerIsNotOnIsRefused() {
            refused("is on a, not on b", move("move-1", "canary", "b", "c", DUE), ADDED);
        }

        @Test
        void toTheNodeTheCustomerIsOnIsRefused() {
            refused("is on a", move("move-1", "canary", "a", "a", DUE), ADDED);
        }

        @Test
        void inAnotherMigrationIsRefusedWhileOneIsUnderWay() {
            refused("another migration", announce("move-2", "canary", DUE), ADDED, ANNOUNCED);
        }

        @Test
        void inTheNextMigrationStartsFromTheNewNode() {
            when(move("move-2", "one", "b", "c", DUE), ADDED, ANNOUNCED, MOVED)
                    .expectEvents(announced("move-2", "one", "b", "c", DUE));
        }

        @Test
        void ofAnUnknownCustomerIsRefused() {
            when(announce("move-1", "canary", DUE)).expectNoEvents().expectException(AggregateNotFoundException.class);
        }
    }

    @Nested
    class ConfirmingTheMove {

        @Test
        void putsTheCustomerOnTheNewNode() {
            when(confirm("move-1", "call from acme"), ADDED, ANNOUNCED).expectEvents(MOVED);
        }

        @Test
        void againChangesNothing() {
            when(confirm("move-1", "call from acme"), ADDED, ANNOUNCED, MOVED).expectNoEvents();
            when(confirm("move-1", "call from acme"), ADDED, ANNOUNCED, MOVED, DRAINED)
                    .expectNoEvents();
        }

        @Test
        void againByOtherEvidenceIsRefused() {
            refused("by other evidence", confirm("move-1", "another call"), ADDED, ANNOUNCED, MOVED);
            refused("by other evidence", confirm("move-1", "another call"), ADDED, ANNOUNCED, MOVED, DRAINED);
        }

        @Test
        void withoutEvidenceIsRefused() {
            refused("Say what shows", confirm("move-1", " "), ADDED, ANNOUNCED);
        }

        @Test
        void withoutAnnouncementIsRefused() {
            refused("not told to move", confirm("move-1", "call"), ADDED);
        }

        @Test
        void ofAnotherMigrationIsRefused() {
            refused("another migration", confirm("move-2", "call"), ADDED, ANNOUNCED);
        }

        @Test
        void ofTheNextMigrationIsRefusedBeforeItsAnnouncement() {
            refused("not told to move", confirm("move-2", "call"), ADDED, ANNOUNCED, MOVED);
        }
    }

    @Nested
    class ConfirmingTheDrain {

        @Test
        void endsTheTimeOnTheOldNode() {
            when(drain("no call on a", DRAINED_AT), ADDED, ANNOUNCED, MOVED).expectEvents(DRAINED);
        }

        @Test
        void againChangesNothing() {
            when(drain("no call on a", DRAINED_AT), ADDED, ANNOUNCED, MOVED, DRAINED)
                    .expectNoEvents();
        }

        @Test
        void beforeTheDrainTimeIsOverIsRefused() {
            refused("drain time ends", drain("none", DRAINED_AT.minusSeconds(1)), ADDED, ANNOUNCED, MOVED);
        }

        @Test
        void beforeTheMoveIsRefused() {
            refused("has not moved", drain("none", DRAINED_AT), ADDED, ANNOUNCED);
        }

        @Test
        void withoutEvidenceIsRefused() {
            refused("Say what shows", drain("", DRAINED_AT), ADDED, ANNOUNCED, MOVED);
        }
    }

    @Nested
    class Reverting {

        @Test
        void putsAMovedCustomerBack() {
            when(revert("move-1", "one-way audio"), ADDED, ANNOUNCED, MOVED).expectEvents(BACK);
        }

        @Test
        void callsAnAnnouncedMoveOff() {
            when(revert("move-1", "holiday"), ADDED, ANNOUNCED)
                    .expectEvents(new CustomerMoveCalledOff(
                            ACME,
                            "move-1",
                            "canary",
                            "acme-ltd",
                            ReachedBy.DOMAIN,
                            "sip.acme.example",
                            "a",
                            "192.0.2.1",
                            "holiday",
                            ANNOUNCED.due()));
        }

        @Test
        void ofACustomerWhoStayedChangesNothing() {
            when(revert("move-1", "all back"), ADDED).expectNoEvents();
        }

        @Test
        void againChangesNothing() {
            when(revert("move-1", "all back"), ADDED, ANNOUNCED, MOVED, BACK).expectNoEvents();
        }

        @Test
        void ofAnotherMigrationIsRefused() {
            refused("another migration", revert("move-2", "x"), ADDED, ANNOUNCED);
        }

        @Test
        void ofAnotherMigrationIsRefusedOnceMoved() {
            refused("another migration", revert("move-2", "x"), ADDED, ANNOUNCED, MOVED);
        }

        @Test
        void withoutAReasonIsRefused() {
            refused("Say why", revert("move-1", ""), ADDED, ANNOUNCED, MOVED);
        }

        @Test
        void letsTheCustomerMoveAgain() {
            when(announce("move-1", "canary", DUE), ADDED, ANNOUNCED, MOVED, BACK)
                    .expectEvents(ANNOUNCED);
        }
    }

    private ResultValidator<Customer> when(CustomerCommand command, CustomerEvent... given) {
        return customer.given((Object[]) given).when(command);
    }

    private void refused(String reason, CustomerCommand command, CustomerEvent... given) {
        when(command, given)
                .expectNoEvents()
                .expectException(Rejection.class)
                .expectExceptionMessage(containsString(reason));
    }

    private static AddCustomer add(ReachedBy reachedBy, @Nullable String domain) {
        return new AddCustomer(ACME, "acme-ltd", reachedBy, domain, "east", "a", null, PARIS);
    }

    private static AnnounceMove announce(String migration, String wave, Instant due) {
        return move(migration, wave, "a", "b", due);
    }

    private static AnnounceMove move(String migration, String wave, String from, String to, Instant due) {
        return new AnnounceMove(ACME, migration, wave, from, "192.0.2.1", to, "192.0.2.2", due);
    }

    private static ConfirmMove confirm(String migration, String evidence) {
        return new ConfirmMove(ACME, migration, Proof.ATTESTED, evidence, MOVED_AT, DAY);
    }

    private static ConfirmDrain drain(String evidence, Instant at) {
        return new ConfirmDrain(ACME, "move-1", evidence, at);
    }

    private static RevertMove revert(String migration, String reason) {
        return new RevertMove(ACME, migration, reason, DRAINED_AT);
    }

    private static CustomerMoveAnnounced announced(String migration, String wave, String from, String to, Instant due) {
        return new CustomerMoveAnnounced(
                ACME,
                migration,
                wave,
                "acme-ltd",
                ReachedBy.DOMAIN,
                "sip.acme.example",
                from,
                "192.0.2.1",
                to,
                "192.0.2.2",
                due);
    }

    /** Hands commands to the aggregate as the claims room does, without its locks. */
    record WithoutClaims(Repository<Customer> customers) {

        @CommandHandler
        void handle(AddCustomer command) throws Exception {
            customers
                    .loadOrCreate(command.customerId().toString(), Customer::new)
                    .execute(customer -> customer.decide(command));
        }

        @CommandHandler
        void handle(AnnounceMove command) {
            customers.load(command.customerId().toString()).execute(customer -> customer.decide(command));
        }

        @CommandHandler
        void handle(ConfirmMove command) {
            customers.load(command.customerId().toString()).execute(customer -> customer.decide(command));
        }

        @CommandHandler
        void handle(ConfirmDrain command) {
            customers.load(command.customerId().toString()).execute(customer -> customer.decide(command));
        }

        @CommandHandler
        void handle(RevertMove command) {
            customers.load(command.customerId().toString()).execute(customer -> customer.decide(command));
        }
    }
}
