package dev.switchover.migration.authorisation.domain;

import static dev.switchover.migration.Refusals.refused;

import dev.switchover.migration.authorisation.domain.AuthorisationCommand.AcknowledgeAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.ProveAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RefuseAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RemindIfSilent;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RemindSupplier;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RequestAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.WaiveAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationAcknowledged;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationProven;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRefused;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationReminded;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRequested;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationWaived;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkId;
import dev.switchover.migration.supplier.domain.TrunkRef;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnusedMethod") // Axon calls the command handlers
class AddressAuthorisationTest {

    private static final AuthorisationId ID =
            AuthorisationId.of("m1", new TrunkRef(new SupplierId("alpha"), new TrunkId("sip1")));
    private static final String SIGNALLING = "198.51.100.20";
    private static final String MEDIA = "198.51.100.21";
    private static final List<String> BOTH = List.of(SIGNALLING, MEDIA);
    private static final Instant NEEDED_BY = Instant.parse("2026-12-01T12:00:00Z");
    private static final RequestAuthorisation REQUEST = new RequestAuthorisation(ID, NEEDED_BY, "change of hoster");
    private static final AuthorisationRequested REQUESTED =
            new AuthorisationRequested(ID, "alpha-telecom", BOTH, NEEDED_BY, "change of hoster");
    private static final AuthorisationAcknowledged ACKNOWLEDGED = new AuthorisationAcknowledged(ID, BOTH, "ticket 7");
    private static final AuthorisationProven PROVEN = new AuthorisationProven(ID, BOTH, "200 OK to INVITE from b");
    private static final AuthorisationRefused REFUSED = new AuthorisationRefused(ID, BOTH, "no such contract");
    private static final AuthorisationWaived WAIVED = new AuthorisationWaived(ID, BOTH, "admits everybody");

    private FixtureConfiguration<AddressAuthorisation> authorisation;

    @BeforeEach
    void setUp() {
        authorisation = new AggregateTestFixture<>(AddressAuthorisation.class);
        authorisation.registerAnnotatedCommandHandler(new Object() {
            @CommandHandler
            void on(RequestAuthorisation command) throws Exception {
                authorisation
                        .getRepository()
                        .loadOrCreate(ID.toString(), AddressAuthorisation::new)
                        .execute(it -> it.decide(command, "alpha-telecom", BOTH));
            }

            @CommandHandler
            void on(RemindSupplier command) {
                authorisation.getRepository().load(ID.toString()).execute(it -> it.decide(command));
            }

            @CommandHandler
            void on(AcknowledgeAuthorisation command) {
                authorisation.getRepository().load(ID.toString()).execute(it -> it.decide(command));
            }

            @CommandHandler
            void on(ProveAuthorisation command) {
                authorisation.getRepository().load(ID.toString()).execute(it -> it.decide(command));
            }

            @CommandHandler
            void on(RefuseAuthorisation command) {
                authorisation.getRepository().load(ID.toString()).execute(it -> it.decide(command));
            }

            @CommandHandler
            void on(WaiveAuthorisation command) throws Exception {
                authorisation
                        .getRepository()
                        .loadOrCreate(ID.toString(), AddressAuthorisation::new)
                        .execute(it -> it.decide(command, BOTH));
            }
        });
    }

    @Nested
    class RemindingByItself {

        private static final AuthorisationReminded FIRST =
                new AuthorisationReminded(ID, "alpha-telecom", BOTH, NEEDED_BY, "change of hoster", 1);

        @Test
        void remindsOncePerNumber() {
            authorisation
                    .given(REQUESTED)
                    .when(new RemindIfSilent(ID, NEEDED_BY, 1))
                    .expectEvents(FIRST);
            authorisation
                    .given(REQUESTED, FIRST)
                    .when(new RemindIfSilent(ID, NEEDED_BY, 1))
                    .expectNoEvents()
                    .expectResultMessagePayload(true);
        }

        @Test
        void onlyOfWhatNothingWasSaidAbout() {
            var first =
                    new AuthorisationReminded(ID, "alpha-telecom", List.of(MEDIA), NEEDED_BY, "change of hoster", 1);
            authorisation
                    .given(REQUESTED, new AuthorisationAcknowledged(ID, List.of(SIGNALLING), "ticket 7"))
                    .when(new RemindIfSilent(ID, NEEDED_BY, 1))
                    .expectEvents(first);
        }

        @Test
        void endsWithAnAnswer() {
            for (var answer : List.of(ACKNOWLEDGED, PROVEN, REFUSED, WAIVED)) {
                authorisation
                        .given(REQUESTED, answer)
                        .when(new RemindIfSilent(ID, NEEDED_BY, 1))
                        .expectNoEvents()
                        .expectResultMessagePayload(false);
            }
        }

        @Test
        void endsWhenAnotherDateIsGiven() {
            authorisation
                    .given(REQUESTED)
                    .when(new RemindIfSilent(ID, NEEDED_BY.minusSeconds(1), 1))
                    .expectNoEvents()
                    .expectResultMessagePayload(false);
        }
    }

    @Nested
    class Requesting {

        @Test
        void asksForAllAddressesInOneLetter() {
            authorisation.givenNoPriorActivity().when(REQUEST).expectEvents(REQUESTED);
        }

        @Test
        void againChangesNothing() {
            authorisation.given(REQUESTED).when(REQUEST).expectNoEvents();
        }

        @Test
        void againWithAnotherDateIsRefused() {
            refused(
                    authorisation
                            .given(REQUESTED)
                            .when(new RequestAuthorisation(ID, NEEDED_BY.plusSeconds(1), "change of hoster")),
                    "authorisation-already-requested");
        }

        @Test
        void askedAgainAfterARefusal() {
            authorisation
                    .given(REQUESTED, new AuthorisationRefused(ID, List.of(MEDIA), "why media?"))
                    .when(REQUEST)
                    .expectEvents(new AuthorisationRequested(
                            ID, "alpha-telecom", List.of(MEDIA), NEEDED_BY, "change of hoster"));
        }
    }

    @Nested
    class Reminding {

        @Test
        void namesWhatIsStillAwaited() {
            authorisation
                    .given(REQUESTED, new AuthorisationProven(ID, List.of(MEDIA), "rtp seen"))
                    .when(new RemindSupplier(ID, 1))
                    .expectEvents(new AuthorisationReminded(
                            ID, "alpha-telecom", List.of(SIGNALLING), NEEDED_BY, "change of hoster", 1));
        }

        @Test
        void byTheSameDeedTwiceRemindsOnce() {
            authorisation
                    .given(
                            REQUESTED,
                            new AuthorisationReminded(ID, "alpha-telecom", BOTH, NEEDED_BY, "change of hoster", 1))
                    .when(new RemindSupplier(ID, 1))
                    .expectNoEvents();
        }

        @Test
        void ofNothingIsRefused() {
            refused(
                    authorisation.given(REQUESTED, PROVEN).when(new RemindSupplier(ID, 1)),
                    "authorisation-not-awaited");
        }
    }

    @Nested
    class Acknowledging {

        private final AcknowledgeAuthorisation acknowledge = new AcknowledgeAuthorisation(ID, List.of(), "ticket 7");

        @Test
        void isToldAndNotDone() {
            authorisation.given(REQUESTED).when(acknowledge).expectEvents(ACKNOWLEDGED);
            authorisation.given(REQUESTED, ACKNOWLEDGED).when(acknowledge).expectNoEvents();
        }

        @Test
        void mayConcernOneAddress() {
            authorisation
                    .given(REQUESTED)
                    .when(new AcknowledgeAuthorisation(ID, List.of(MEDIA), "media only"))
                    .expectEvents(new AuthorisationAcknowledged(ID, List.of(MEDIA), "media only"));
        }

        @Test
        void isRefusedAfterProofOrRefusal() {
            refused(authorisation.given(REQUESTED, PROVEN).when(acknowledge), "authorisation-in-wrong-state");
            refused(authorisation.given(REQUESTED, REFUSED).when(acknowledge), "authorisation-in-wrong-state");
        }

        @Test
        void ofAStrangeAddressIsRefused() {
            refused(
                    authorisation.given(REQUESTED).when(new AcknowledgeAuthorisation(ID, List.of("203.0.113.9"), "?")),
                    "address-not-concerned");
        }
    }

    @Nested
    class Proving {

        private final ProveAuthorisation prove = new ProveAuthorisation(ID, List.of(), "200 OK to INVITE from b");

        @Test
        void settlesIt() {
            authorisation.given(REQUESTED).when(prove).expectEvents(PROVEN);
            authorisation.given(REQUESTED, ACKNOWLEDGED).when(prove).expectEvents(PROVEN);
            authorisation.given(REQUESTED, PROVEN).when(prove).expectNoEvents();
        }

        @Test
        void provesWhatIsOpenAndLeavesTheRefusedAddress() {
            authorisation
                    .given(REQUESTED, new AuthorisationRefused(ID, List.of(MEDIA), "why media?"))
                    .when(prove)
                    .expectEvents(new AuthorisationProven(ID, List.of(SIGNALLING), "200 OK to INVITE from b"));
        }

        @Test
        void isRefusedAfterARefusal() {
            refused(authorisation.given(REQUESTED, REFUSED).when(prove), "authorisation-in-wrong-state");
        }
    }

    @Nested
    class Refusing {

        private final RefuseAuthorisation refuse = new RefuseAuthorisation(ID, List.of(), "no such contract");

        @Test
        void mayComeAtAnyTime() {
            authorisation.given(REQUESTED).when(refuse).expectEvents(REFUSED);
            authorisation.given(REQUESTED, PROVEN).when(refuse).expectEvents(REFUSED);
            authorisation.given(REQUESTED, REFUSED).when(refuse).expectNoEvents();
        }
    }

    @Nested
    class SayingItAgain {

        @Test
        void inOtherWordsIsRefused() {
            refused(
                    authorisation
                            .given(REQUESTED, ACKNOWLEDGED)
                            .when(new AcknowledgeAuthorisation(ID, List.of(), "ticket 8")),
                    "already-said-otherwise");
            refused(
                    authorisation.given(REQUESTED, PROVEN).when(new ProveAuthorisation(ID, List.of(MEDIA), "rtp seen")),
                    "already-said-otherwise");
            refused(
                    authorisation.given(REQUESTED, REFUSED).when(new RefuseAuthorisation(ID, List.of(), "not paid")),
                    "already-said-otherwise");
        }
    }

    @Nested
    class Waiving {

        private final WaiveAuthorisation waive = new WaiveAuthorisation(ID, List.of(), "admits everybody");

        @Test
        void mayComeBeforeAnyRequest() {
            authorisation.givenNoPriorActivity().when(waive).expectEvents(WAIVED);
            authorisation.given(REQUESTED, REFUSED).when(waive).expectEvents(WAIVED);
        }

        @Test
        void againForAnotherReasonIsRefused() {
            authorisation.given(WAIVED).when(waive).expectNoEvents();
            refused(
                    authorisation.given(WAIVED).when(new WaiveAuthorisation(ID, List.of(MEDIA), "told by telephone")),
                    "already-said-otherwise");
        }

        @Test
        void ofWhatIsProvenIsRefused() {
            refused(authorisation.given(REQUESTED, PROVEN).when(waive), "authorisation-in-wrong-state");
            refused(
                    authorisation
                            .given(REQUESTED, new AuthorisationProven(ID, List.of(MEDIA), "rtp seen"))
                            .when(new WaiveAuthorisation(ID, BOTH, "admits everybody")),
                    "authorisation-in-wrong-state");
        }

        @Test
        void ofAllLeavesWhatIsProven() {
            var proven = new AuthorisationProven(ID, List.of(MEDIA), "rtp seen");
            var waived = new AuthorisationWaived(ID, List.of(SIGNALLING), "admits everybody");
            authorisation.given(REQUESTED, proven).when(waive).expectEvents(waived);
            authorisation.given(REQUESTED, proven, waived).when(waive).expectNoEvents();
        }

        @Test
        void ofAStrangeAddressIsRefused() {
            refused(
                    authorisation.given(REQUESTED).when(new WaiveAuthorisation(ID, List.of("203.0.113.9"), "?")),
                    "address-not-concerned");
        }
    }
}
