package dev.switchover.migration.customer.domain;

import static dev.switchover.migration.Refusals.refused;

import dev.switchover.migration.customer.domain.CustomerCommand.AddCustomer;
import dev.switchover.migration.customer.domain.CustomerCommand.CorrectCustomer;
import dev.switchover.migration.customer.domain.CustomerCommand.RevertMove;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerCorrected;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveAnnounced;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoved;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMovedBack;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A customer who was entered wrong. */
class CustomerCorrectionTest {

    private static final CustomerId ACME = new CustomerId("acme");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant MOVED_AT = Instant.parse("2026-02-20T10:00:00Z");
    private static final Instant LATER = MOVED_AT.plus(Duration.ofDays(3));
    private static final CustomerAdded ADDED = new CustomerAdded(
            ACME, "acme-ltd", ReachedBy.DOMAIN, "sip.acme.example", "east", "a", null, ZoneOffset.UTC);
    private static final CustomerMoveAnnounced ANNOUNCED = new CustomerMoveAnnounced(
            ACME,
            "move-1",
            "canary",
            "acme-ltd",
            ReachedBy.DOMAIN,
            "sip.acme.example",
            "a",
            "192.0.2.1",
            "b",
            "192.0.2.2",
            MOVED_AT);
    private static final CustomerMoved MOVED = new CustomerMoved(
            ACME,
            "move-1",
            "canary",
            "acme-ltd",
            "a",
            "b",
            Proof.ATTESTED,
            "call from acme",
            MOVED_AT,
            Duration.ofDays(1));

    private final FixtureConfiguration<Customer> customer = new AggregateTestFixture<>(Customer.class);

    @Test
    void saysSinceWhenHeIsThereAndLeavesTheRest() {
        correcting(null, null, SINCE, ADDED).expectEvents(corrected(ReachedBy.DOMAIN, "sip.acme.example", SINCE));
    }

    @Test
    void whoIsReachedByAddressHasNoDomainNameLeft() {
        correcting(ReachedBy.IP, null, null, ADDED).expectEvents(corrected(ReachedBy.IP, null, null));
    }

    @Test
    void aDomainNameIsCheckedAsWhenHeIsAdded() {
        correcting(null, "PBX.acme.example", null, ADDED)
                .expectEvents(corrected(ReachedBy.DOMAIN, "pbx.acme.example", null));
        refused(correcting(null, "999.999.1.1", null, ADDED), "invalid-domain");
        refused(correcting(ReachedBy.IP, "pbx.acme.example", null, ADDED), "invalid-domain");
        refused(correcting(ReachedBy.DOMAIN, null, null, ADDED, corrected(ReachedBy.IP, null, null)), "invalid-domain");
    }

    @Test
    void againChangesNothing() {
        correcting(null, null, SINCE, ADDED, corrected(ReachedBy.DOMAIN, "sip.acme.example", SINCE))
                .expectNoEvents();
    }

    @Test
    void isWhatHeIsAddedAsFromThenOn() {
        var right = new AddCustomer(
                ACME, "acme-ltd", ReachedBy.DOMAIN, "sip.acme.example", "east", "a", SINCE, ZoneOffset.UTC);
        customer.given(ADDED, corrected(ReachedBy.DOMAIN, "sip.acme.example", SINCE))
                .whenInvoking(ACME.toString(), it -> it.decide(right))
                .expectNoEvents();
    }

    @Test
    void beginsBeforeHeMovedAway() {
        refused(correcting(null, null, MOVED_AT, ADDED, ANNOUNCED, MOVED), "invalid-on-source-since");
        correcting(null, null, SINCE, ADDED, ANNOUNCED, MOVED)
                .expectEvents(corrected(ReachedBy.DOMAIN, "sip.acme.example", SINCE));
    }

    /** Though he is back, or went on from there: he was on his first node when he first left it. */
    @ParameterizedTest
    @MethodSource("waysOn")
    void beginsBeforeHeFirstMovedAway(List<CustomerEvent> since) {
        var past = Stream.concat(Stream.of(ADDED, ANNOUNCED, MOVED), since.stream())
                .toArray();
        refused(correcting(null, null, MOVED_AT, past), "invalid-on-source-since");
        refused(correcting(null, null, MOVED_AT.plus(Duration.ofHours(1)), past), "invalid-on-source-since");
        correcting(null, null, SINCE, past).expectEvents(corrected(ReachedBy.DOMAIN, "sip.acme.example", SINCE));
    }

    static List<List<CustomerEvent>> waysOn() {
        var back = new CustomerMovedBack(
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
                MOVED_AT.plus(Duration.ofHours(2)));
        List<CustomerEvent> again = List.of(back, ANNOUNCED, moved("move-1", "a", "b"));
        List<CustomerEvent> on = List.of(toldToMove("move-2", "b", "c"), moved("move-2", "b", "c"));
        List<CustomerEvent> home = List.of(toldToMove("move-2", "b", "a"), moved("move-2", "b", "a"));
        return List.of(List.of(back), again, on, home);
    }

    private static CustomerMoveAnnounced toldToMove(String migration, String from, String to) {
        return new CustomerMoveAnnounced(
                ACME,
                migration,
                "all",
                "acme-ltd",
                ReachedBy.DOMAIN,
                "sip.acme.example",
                from,
                "192.0.2.2",
                to,
                "192.0.2.3",
                LATER);
    }

    private static CustomerMoved moved(String migration, String from, String to) {
        return new CustomerMoved(
                ACME, migration, "all", "acme-ltd", from, to, Proof.ATTESTED, "call", LATER, Duration.ofDays(1));
    }

    /** As it may have been entered before this was refused. */
    @Test
    void whoseBeginIsWrongAlreadyIsCorrectedInTheRest() {
        var wrong = corrected(ReachedBy.DOMAIN, "sip.acme.example", LATER);
        saying("acme-gmbh", null, ADDED, ANNOUNCED, MOVED, wrong)
                .expectEvents(new CustomerCorrected(
                        ACME,
                        "acme-gmbh",
                        ReachedBy.DOMAIN,
                        "sip.acme.example",
                        "east",
                        "a",
                        LATER,
                        ZoneOffset.UTC,
                        "a typing error"));
    }

    @Test
    void howHeIsReachedStaysWhileHeIsToldToMove() {
        refused(correcting(ReachedBy.IP, null, null, ADDED, ANNOUNCED), "customer-in-open-wave");
        correcting(null, null, SINCE, ADDED, ANNOUNCED)
                .expectEvents(corrected(ReachedBy.DOMAIN, "sip.acme.example", SINCE));
    }

    @Test
    void hisPartyAndHisTimeZoneArePutRight() {
        saying("acme-gmbh", null, ADDED).expectEvents(corrected("acme-gmbh", ZoneOffset.UTC));
        saying(null, PARIS, ADDED).expectEvents(corrected("acme-ltd", PARIS));
        saying("acme-ltd", ZoneOffset.UTC, ADDED).expectNoEvents();
    }

    @Test
    void hisPartyStaysWhileHeIsToldToMoveAndHisTimeZoneNeedNot() {
        refused(saying("acme-gmbh", null, ADDED, ANNOUNCED), "customer-in-open-wave");
        saying(null, PARIS, ADDED, ANNOUNCED).expectEvents(corrected("acme-ltd", PARIS));
    }

    @Test
    void whoGoesBackIsToldAsIsRightByThen() {
        var right = new CustomerCorrected(
                ACME, "acme-gmbh", ReachedBy.IP, null, "east", "a", null, ZoneOffset.UTC, "a typing error");
        customer.given(ADDED, ANNOUNCED, MOVED, right)
                .whenInvoking(
                        ACME.toString(), it -> it.decide(new RevertMove(ACME, "move-1", "one-way audio", MOVED_AT)))
                .expectEvents(new CustomerMovedBack(
                        ACME,
                        "move-1",
                        "canary",
                        "acme-gmbh",
                        ReachedBy.IP,
                        null,
                        "b",
                        "a",
                        "192.0.2.1",
                        "one-way audio",
                        MOVED_AT));
    }

    private ResultValidator<Customer> correcting(
            @Nullable ReachedBy reachedBy, @Nullable String domain, @Nullable Instant since, Object... past) {
        return customer.given(past)
                .whenInvoking(
                        ACME.toString(),
                        it -> it.decide(
                                new CorrectCustomer(ACME, null, reachedBy, domain, since, null, "a typing error")));
    }

    private ResultValidator<Customer> saying(@Nullable String party, @Nullable ZoneId zone, Object... past) {
        return customer.given(past)
                .whenInvoking(
                        ACME.toString(),
                        it -> it.decide(new CorrectCustomer(ACME, party, null, null, null, zone, "a typing error")));
    }

    private static CustomerCorrected corrected(String party, ZoneId zone) {
        return new CustomerCorrected(
                ACME, party, ReachedBy.DOMAIN, "sip.acme.example", "east", "a", null, zone, "a typing error");
    }

    private static CustomerCorrected corrected(ReachedBy reachedBy, @Nullable String domain, @Nullable Instant since) {
        return new CustomerCorrected(
                ACME, "acme-ltd", reachedBy, domain, "east", "a", since, ZoneOffset.UTC, "a typing error");
    }
}
