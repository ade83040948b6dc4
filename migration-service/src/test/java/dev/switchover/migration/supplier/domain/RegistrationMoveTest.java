package dev.switchover.migration.supplier.domain;

import static dev.switchover.migration.Refusals.refused;
import static dev.switchover.migration.supplier.domain.RegistrationPolicy.ALLOW_MANY;
import static dev.switchover.migration.supplier.domain.RegistrationPolicy.REJECT_SECOND;
import static dev.switchover.migration.supplier.domain.SupplierTest.A;
import static dev.switchover.migration.supplier.domain.SupplierTest.ADDED;
import static dev.switchover.migration.supplier.domain.SupplierTest.B;
import static dev.switchover.migration.supplier.domain.SupplierTest.BY_ADDRESS;
import static dev.switchover.migration.supplier.domain.SupplierTest.ID;
import static dev.switchover.migration.supplier.domain.SupplierTest.TRUNK;
import static dev.switchover.migration.supplier.domain.SupplierTest.registering;

import dev.switchover.migration.Refusals;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.SupplierCommand.AbortRegistrationMove;
import dev.switchover.migration.supplier.domain.SupplierCommand.ChangeTrunkNodes;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmReleased;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmRestored;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmTaken;
import dev.switchover.migration.supplier.domain.SupplierCommand.StartRegistrationMove;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveAborted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveStarted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoved;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationReleased;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationRestored;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkAdded;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkCorrected;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkNodesChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A registration moves: released on the old node, then taken on the new. */
class RegistrationMoveTest {

    private static final TrunkAdded ON_A = new TrunkAdded(ID, TRUNK, registering(REJECT_SECOND), List.of(A));
    private static final StartRegistrationMove START = new StartRegistrationMove(ID, TRUNK, "m1", A, B);
    private static final WhichMove FIRST = WhichMove.number(1);
    private static final ConfirmReleased RELEASE = new ConfirmReleased(ID, TRUNK, FIRST, "Expires 0 answered");
    private static final ConfirmTaken TAKE = new ConfirmTaken(ID, TRUNK, FIRST, "200 OK seen");
    private static final AbortRegistrationMove ABORT = new AbortRegistrationMove(ID, TRUNK, FIRST, "no answer");
    private static final ConfirmRestored RESTORE = new ConfirmRestored(ID, TRUNK, FIRST, "200 OK on a");
    private static final RegistrationMoveStarted STARTED = new RegistrationMoveStarted(ID, TRUNK, 1, "m1", A, B);
    private static final RegistrationReleased RELEASED =
            new RegistrationReleased(ID, TRUNK, 1, "m1", A, B, "Expires 0 answered");
    private static final RegistrationMoved MOVED = new RegistrationMoved(ID, TRUNK, 1, "m1", A, B, 2, "200 OK seen");
    private static final RegistrationMoveAborted ABORTED =
            new RegistrationMoveAborted(ID, TRUNK, 1, "m1", A, false, "no answer");
    private static final RegistrationMoveAborted ABORTED_RELEASED =
            new RegistrationMoveAborted(ID, TRUNK, 1, "m1", A, true, "no answer");
    private static final RegistrationRestored RESTORED =
            new RegistrationRestored(ID, TRUNK, 1, "m1", A, 2, "200 OK on a");

    private final FixtureConfiguration<Supplier> supplier = SupplierTest.fixture();

    private static List<Object> onAAnd(Object... more) {
        var events = new ArrayList<Object>(List.of(ADDED, ON_A));
        events.addAll(List.of(more));
        return events;
    }

    @Test
    void isNotSaidAgainByOtherEvidence() {
        var otherwise = "already-said-otherwise";
        var released = new ConfirmReleased(ID, TRUNK, FIRST, "the supplier says so");
        var taken = new ConfirmTaken(ID, TRUNK, FIRST, "the supplier says so");
        var restored = new ConfirmRestored(ID, TRUNK, FIRST, "the supplier says so");
        refused(supplier.given(onAAnd(STARTED, RELEASED)).when(released), otherwise);
        refused(supplier.given(onAAnd(STARTED, RELEASED, MOVED)).when(released), otherwise);
        refused(supplier.given(onAAnd(STARTED, RELEASED, MOVED)).when(taken), otherwise);
        refused(
                supplier.given(onAAnd(STARTED, RELEASED, ABORTED_RELEASED, RESTORED))
                        .when(restored),
                otherwise);
    }

    @Nested
    class Starting {

        @Test
        void numbersTheMove() {
            supplier.given(onAAnd()).when(START).expectResultMessagePayload(1).expectEvents(STARTED);
        }

        @Test
        void againNamesTheSameMoveWhetherOpenOrDone() {
            supplier.given(onAAnd(STARTED))
                    .when(START)
                    .expectResultMessagePayload(1)
                    .expectNoEvents();
            supplier.given(onAAnd(STARTED, RELEASED, MOVED))
                    .when(START)
                    .expectResultMessagePayload(1)
                    .expectNoEvents();
        }

        @Test
        void afterAnAbortedOneCountsOn() {
            supplier.given(onAAnd(STARTED, ABORTED))
                    .when(START)
                    .expectResultMessagePayload(2)
                    .expectEvents(new RegistrationMoveStarted(ID, TRUNK, 2, "m1", A, B));
        }

        /** As one that had been entered wrong it was shared for a while, or corrected. */
        @Test
        void afterItWasPutBackInAnotherWayCountsOn() {
            var onAAgain = new TrunkCorrected(ID, TRUNK, registering(REJECT_SECOND), List.of(A), "was never on b");
            supplier.given(onAAnd(STARTED, RELEASED, MOVED, onAAgain))
                    .when(START)
                    .expectResultMessagePayload(2)
                    .expectEvents(new RegistrationMoveStarted(ID, TRUNK, 2, "m1", A, B));
        }

        @Test
        void backIsAMoveToo() {
            supplier.given(onAAnd(STARTED, RELEASED, MOVED))
                    .when(new StartRegistrationMove(ID, TRUNK, "m1", B, A))
                    .expectEvents(new RegistrationMoveStarted(ID, TRUNK, 2, "m1", B, A));
        }

        @Test
        void anotherWhileOneRunsIsRefused() {
            refused(
                    supplier.given(onAAnd(STARTED)).when(new StartRegistrationMove(ID, TRUNK, "m2", A, B)),
                    "registration-move-in-progress");
            refused(
                    supplier.given(onAAnd(STARTED, RELEASED, ABORTED_RELEASED)).when(START),
                    "registration-move-in-progress");
        }

        @Test
        void fromANodeThatDoesNotHaveItIsRefused() {
            refused(
                    supplier.given(onAAnd()).when(new StartRegistrationMove(ID, TRUNK, "m1", B, A)),
                    "registration-not-on-source");
        }

        @Test
        void ofWhatIsNotExclusiveIsRefused() {
            refused(
                    supplier.given(ADDED, new TrunkAdded(ID, TRUNK, BY_ADDRESS, List.of(A)))
                            .when(START),
                    "registration-not-exclusive");
            refused(
                    supplier.given(ADDED, new TrunkAdded(ID, TRUNK, registering(ALLOW_MANY), List.of(A)))
                            .when(START),
                    "registration-not-exclusive");
        }

        @Test
        void ofAnUnknownTrunkIsRefused() {
            refused(supplier.given(ADDED).when(START), "trunk-not-found");
        }
    }

    @Nested
    class Releasing {

        @Test
        void comesFirst() {
            supplier.given(onAAnd(STARTED)).when(RELEASE).expectEvents(RELEASED);
            supplier.given(onAAnd(STARTED, RELEASED)).when(RELEASE).expectNoEvents();
        }

        @Test
        void isRefusedWithoutAMoveOrAfterItsEnd() {
            refused(supplier.given(onAAnd()).when(RELEASE), "registration-move-not-running");
            refused(supplier.given(onAAnd(STARTED, ABORTED)).when(RELEASE), "registration-move-not-running");
        }
    }

    @Nested
    class Taking {

        @Test
        void endsTheMoveInAHigherEpoch() {
            supplier.given(onAAnd(STARTED, RELEASED)).when(TAKE).expectEvents(MOVED);
            supplier.given(onAAnd(STARTED, RELEASED, MOVED)).when(TAKE).expectNoEvents();
        }

        @Test
        void isRefusedBeforeTheRelease() {
            refused(supplier.given(onAAnd(STARTED)).when(TAKE), "registration-move-not-running");
        }
    }

    @Nested
    class Aborting {

        @Test
        void beforeTheReleaseLeavesEverythingAsItWas() {
            supplier.given(onAAnd(STARTED)).when(ABORT).expectEvents(ABORTED);
            supplier.given(onAAnd(STARTED, ABORTED)).when(ABORT).expectNoEvents();
        }

        @Test
        void afterTheReleaseAsksTheOldNodeToTakeItAgain() {
            supplier.given(onAAnd(STARTED, RELEASED)).when(ABORT).expectEvents(ABORTED_RELEASED);
            supplier.given(onAAnd(STARTED, RELEASED, ABORTED_RELEASED))
                    .when(RESTORE)
                    .expectEvents(RESTORED);
            supplier.given(onAAnd(STARTED, RELEASED, ABORTED_RELEASED, RESTORED))
                    .when(RESTORE)
                    .expectNoEvents();
        }

        @Test
        void afterTheMoveIsRefused() {
            refused(supplier.given(onAAnd(STARTED, RELEASED, MOVED)).when(ABORT), "registration-move-not-running");
        }

        @Test
        void restoringWhatWasNotAbortedIsRefused() {
            refused(supplier.given(onAAnd(STARTED, RELEASED)).when(RESTORE), "registration-move-not-running");
        }
    }

    /** Past the release of a node, or after its removal. */
    @Nested
    class OfNodesThatAreGone {

        private static final String GONE = "node-being-removed";
        private static final NodeId C = new NodeId("c");
        private final ChangeTrunkNodes onC = new ChangeTrunkNodes(ID, TRUNK, List.of(C));

        @Test
        void goesOnOnlyIfItsSourceIs() {
            refused(SupplierTest.fixture(A).given(onAAnd(STARTED)).when(ABORT), GONE);
            refused(SupplierTest.fixture(A).given(onAAnd(STARTED, RELEASED)).when(ABORT), GONE);
            refused(
                    SupplierTest.fixture(A).given(onAAnd(STARTED, RELEASED)).when(onC),
                    "registration-move-in-progress");
            SupplierTest.fixture(A).given(onAAnd(STARTED, RELEASED)).when(TAKE).expectEvents(MOVED);
        }

        @Test
        void goesBackOnlyIfItsTargetIs() {
            refused(SupplierTest.fixture(B).given(onAAnd(STARTED, RELEASED)).when(TAKE), GONE);
            SupplierTest.fixture(B).given(onAAnd(STARTED, RELEASED)).when(ABORT).expectEvents(ABORTED_RELEASED);
        }

        /** To give the move up would be refused. */
        @Test
        void namesTheWayThatIsLeft() {
            var path = "POST /migrations/m1/registrations/alpha/sip1/";
            var released =
                    "Let it go on to b: say that a has released it, %1$sreleased, then %1$staken.".formatted(path);
            var entered = "Say on which node it is registered now: PUT /suppliers/alpha/trunks/sip1/nodes.";
            says(SupplierTest.fixture(A).given(onAAnd(STARTED)).when(TAKE), released);
            says(SupplierTest.fixture(A).given(onAAnd(STARTED)).when(RESTORE), released);
            says(
                    SupplierTest.fixture(A).given(onAAnd(STARTED, RELEASED)).when(RESTORE),
                    "Let it go on: say that b has taken it, %staken.".formatted(path));
            says(
                    SupplierTest.fixture(B).given(onAAnd(STARTED, RELEASED)).when(RESTORE),
                    "Give the move up, so that a has it: %sabort.".formatted(path));
            says(SupplierTest.fixture(A, B).given(onAAnd(STARTED, RELEASED)).when(RESTORE), entered);
            says(
                    SupplierTest.fixture(A)
                            .given(onAAnd(STARTED, RELEASED, ABORTED_RELEASED))
                            .when(TAKE),
                    entered);
        }

        private static void says(ResultValidator<?> result, String remedy) {
            Refusals.refused(result, "registration-move-not-running", remedy);
        }

        @Test
        void whatWasSaidBeforeIsAnsweredAsBefore() {
            SupplierTest.fixture(A, B)
                    .given(onAAnd(STARTED, RELEASED, MOVED))
                    .when(TAKE)
                    .expectNoEvents();
            SupplierTest.fixture(A, B)
                    .given(onAAnd(STARTED, RELEASED, ABORTED_RELEASED))
                    .when(ABORT)
                    .expectNoEvents();
        }

        @Test
        void isEnteredElsewhereIfItIsOnNone() {
            var why = "entered on c: where it was, and was to be, is gone";
            refused(
                    SupplierTest.fixture(A)
                            .given(onAAnd(STARTED, RELEASED, ABORTED_RELEASED))
                            .when(RESTORE),
                    GONE);
            SupplierTest.fixture(A)
                    .given(onAAnd(STARTED, RELEASED, ABORTED_RELEASED))
                    .when(onC)
                    .expectEvents(new RegistrationRestored(ID, TRUNK, 1, "m1", C, 2, why));
            SupplierTest.fixture(A, B)
                    .given(onAAnd(STARTED, RELEASED))
                    .when(onC)
                    .expectEvents(
                            new RegistrationMoveAborted(ID, TRUNK, 1, "m1", A, true, why),
                            new RegistrationRestored(ID, TRUNK, 1, "m1", C, 2, why));
            SupplierTest.fixture(A, B)
                    .given(onAAnd(STARTED))
                    .when(onC)
                    .expectEvents(
                            new RegistrationMoveAborted(ID, TRUNK, 1, "m1", A, false, why),
                            new TrunkNodesChanged(ID, TRUNK, List.of(C)));
            SupplierTest.fixture(A)
                    .given(onAAnd())
                    .when(onC)
                    .expectEvents(new TrunkNodesChanged(ID, TRUNK, List.of(C)));
        }

        /** Past its release a node is still there, and may still have it. */
        @Test
        void isEnteredElsewhereOnlyOnceNobodyHasIt() {
            var released = new GoneNodes(Set.of(), Set.of(A));
            refused(SupplierTest.fixture(released).given(onAAnd()).when(onC), "registration-must-be-moved");
            SupplierTest.fixture(released)
                    .given(onAAnd(STARTED, RELEASED, ABORTED_RELEASED))
                    .when(onC)
                    .expectSuccessfulHandlerExecution();
        }
    }
}
