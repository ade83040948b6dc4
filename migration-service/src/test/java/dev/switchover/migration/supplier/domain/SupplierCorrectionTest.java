package dev.switchover.migration.supplier.domain;

import static dev.switchover.migration.Refusals.refused;
import static dev.switchover.migration.supplier.domain.RegistrationPolicy.ACCOUNT_PER_NODE;
import static dev.switchover.migration.supplier.domain.RegistrationPolicy.ALLOW_MANY;
import static dev.switchover.migration.supplier.domain.RegistrationPolicy.LAST_WINS;
import static dev.switchover.migration.supplier.domain.RegistrationPolicy.REJECT_SECOND;
import static dev.switchover.migration.supplier.domain.SupplierTest.A;
import static dev.switchover.migration.supplier.domain.SupplierTest.ADDED;
import static dev.switchover.migration.supplier.domain.SupplierTest.B;
import static dev.switchover.migration.supplier.domain.SupplierTest.BY_ADDRESS;
import static dev.switchover.migration.supplier.domain.SupplierTest.CLUSTER;
import static dev.switchover.migration.supplier.domain.SupplierTest.ID;
import static dev.switchover.migration.supplier.domain.SupplierTest.TRUNK;
import static dev.switchover.migration.supplier.domain.SupplierTest.registering;

import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.SupplierCommand.AddSupplier;
import dev.switchover.migration.supplier.domain.SupplierCommand.CorrectSupplier;
import dev.switchover.migration.supplier.domain.SupplierCommand.CorrectTrunk;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveAborted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveStarted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoved;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationReleased;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationRestored;
import dev.switchover.migration.supplier.domain.SupplierEvent.SupplierCorrected;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkAdded;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkCorrected;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A supplier or a trunk that was entered wrong. */
class SupplierCorrectionTest {

    private static final String WHY = "the contract says so";

    private final FixtureConfiguration<Supplier> supplier = new AggregateTestFixture<>(Supplier.class);

    @Test
    void whatIsLeftOutStays() {
        correcting("alpha-noc", null, ADDED).expectEvents(corrected("alpha-noc", "Alpha Telecom"));
        correcting(null, "Alpha Ltd", ADDED).expectEvents(corrected("alpha-telecom", "Alpha Ltd"));
        correcting(null, "Alpha", ADDED, corrected("alpha-noc", "Alpha Ltd"))
                .expectEvents(corrected("alpha-noc", "Alpha"));
    }

    @Test
    void againChangesNothing() {
        correcting("alpha-noc", "Alpha", ADDED, corrected("alpha-noc", "Alpha")).expectNoEvents();
    }

    @Test
    void isWhatItIsAddedAsFromThenOn() {
        supplier.given(ADDED, corrected("alpha-noc", "Alpha"))
                .when(new AddSupplier(ID, "alpha-noc", "Alpha"))
                .expectResultMessagePayload(false)
                .expectNoEvents();
        refused(
                supplier.given(ADDED, corrected("alpha-noc", "Alpha"))
                        .when(new AddSupplier(ID, ADDED.party(), ADDED.name())),
                "exists-with-other-content");
    }

    @Test
    void needsAReason() {
        refused(
                supplier.given(ADDED)
                        .whenInvoking(ID.toString(), it -> it.decide(new CorrectSupplier(ID, "alpha-noc", null, " "))),
                "reason-missing");
        refused(
                supplier.given(ADDED, new TrunkAdded(ID, TRUNK, BY_ADDRESS, List.of()))
                        .whenInvoking(
                                ID.toString(), it -> it.decide(new CorrectTrunk(ID, TRUNK, policy(LAST_WINS), " "))),
                "reason-missing");
    }

    @Test
    void theSettingsOfATrunkThatAreLeftOutStay() {
        trunk(policy(REJECT_SECOND), registering(LAST_WINS), A).expectEvents(trunkCorrected(REJECT_SECOND, A));
        trunk(policy(LAST_WINS), registering(LAST_WINS), A).expectNoEvents();
        var registrar = new TrunkCorrection(null, "sip2.example.net", null, null, null, null);
        trunk(registrar, registering(LAST_WINS), A)
                .expectEvents(new TrunkCorrected(ID, TRUNK, at("sip2.example.net", "4711"), List.of(A), WHY));
        var login = new TrunkCorrection(null, null, "4712", null, null, null);
        trunk(login, registering(LAST_WINS), A)
                .expectEvents(new TrunkCorrected(ID, TRUNK, at("sip.example.net", "4712"), List.of(A), WHY));
    }

    @Test
    void byAddressThereIsNothingToRegister() {
        trunk(new TrunkCorrection(Authorisation.IP, null, null, null, null, null), registering(LAST_WINS), A)
                .expectEvents(new TrunkCorrected(ID, TRUNK, BY_ADDRESS, List.of(A), WHY));
        refused(
                trunk(new TrunkCorrection(Authorisation.IP, null, "4711", null, null, null), registering(LAST_WINS), A),
                "trunk-settings-contradict");
    }

    @Test
    void aRegistrationIsSaidAsAWhole() {
        var whole = new TrunkCorrection(Authorisation.REGISTRATION, "sip.example.net", "4711", LAST_WINS, null, null);
        trunk(whole, BY_ADDRESS, A).expectEvents(trunkCorrected(LAST_WINS, A));
        var half = new TrunkCorrection(Authorisation.REGISTRATION, "sip.example.net", "4711", null, null, null);
        refused(trunk(half, BY_ADDRESS, A), "trunk-settings-incomplete");
    }

    @Test
    void accountsTakeThePlaceOfTheLogin() {
        var accounts = List.of(new Account(A, "4711a"), new Account(B, "4711b"));
        trunk(new TrunkCorrection(null, null, null, ACCOUNT_PER_NODE, accounts, null), registering(ALLOW_MANY), A)
                .expectEvents(trunkCorrected(ACCOUNT_PER_NODE, A));
        trunk(new TrunkCorrection(null, null, "4711", ALLOW_MANY, null, null), registering(ACCOUNT_PER_NODE), A)
                .expectEvents(trunkCorrected(ALLOW_MANY, A));
        refused(trunk(policy(ALLOW_MANY), registering(ACCOUNT_PER_NODE), A), "trunk-settings-incomplete");
    }

    @Test
    void anExclusivePolicyNeedsExactlyOneNode() {
        refused(trunk(policy(LAST_WINS), registering(ALLOW_MANY)), "registration-needs-one-node");
        refused(trunk(policy(LAST_WINS), registering(ALLOW_MANY), A, B), "registration-needs-one-node");
    }

    @Test
    void waitsForAMove() {
        var started = new RegistrationMoveStarted(ID, TRUNK, 1, "m1", A, B);
        var released = new RegistrationReleased(ID, TRUNK, 1, "m1", A, B, "Expires 0");
        var moved = new RegistrationMoved(ID, TRUNK, 1, "m1", A, B, 2, "200 OK");
        var onA = new TrunkAdded(ID, TRUNK, registering(LAST_WINS), List.of(A));
        refused(after(policy(REJECT_SECOND), ADDED, onA, started), "registration-move-in-progress");
        refused(after(policy(REJECT_SECOND), ADDED, onA, started, released), "registration-move-in-progress");
        after(policy(REJECT_SECOND), ADDED, onA, started, released, moved)
                .expectEvents(trunkCorrected(REJECT_SECOND, B));
    }

    @Test
    void anExclusiveRegistrationIsWhereItNeverWasEntered() {
        trunk(on(B), registering(REJECT_SECOND), A)
                .expectEvents(new TrunkCorrected(ID, TRUNK, registering(REJECT_SECOND), List.of(B), WHY));
        trunk(on(A), registering(REJECT_SECOND), A).expectNoEvents();
        refused(trunk(on(A, B), registering(REJECT_SECOND), A), "registration-needs-one-node");
        trunk(new TrunkCorrection(null, null, null, LAST_WINS, null, List.of(B)), registering(ALLOW_MANY), A, B)
                .expectEvents(trunkCorrected(LAST_WINS, B));
        var onA = new TrunkAdded(ID, TRUNK, registering(LAST_WINS), List.of(A));
        var onB = new TrunkCorrected(ID, TRUNK, registering(LAST_WINS), List.of(B), WHY);
        after(on(A), ADDED, onA, onB).expectEvents(trunkCorrected(LAST_WINS, A));
    }

    @Test
    void aSharedTrunkChangesItsNodesWithoutACorrection() {
        refused(trunk(on(B), registering(ALLOW_MANY), A), "registration-not-exclusive");
        refused(trunk(on(B), BY_ADDRESS, A), "registration-not-exclusive");
    }

    @Test
    void whereAMoveWasConfirmedNobodyHasEntered() {
        var onA = new TrunkAdded(ID, TRUNK, registering(LAST_WINS), List.of(A));
        var started = new RegistrationMoveStarted(ID, TRUNK, 1, "m1", A, B);
        var released = new RegistrationReleased(ID, TRUNK, 1, "m1", A, B, "Expires 0");
        var moved = new RegistrationMoved(ID, TRUNK, 1, "m1", A, B, 2, "200 OK");
        refused(after(on(A), ADDED, onA, started), "registration-move-in-progress");
        refused(after(on(A), ADDED, onA, started, released, moved), "registration-must-be-moved");
        var aborted = new RegistrationMoveAborted(ID, TRUNK, 1, "m1", A, true, "no answer");
        var restored = new RegistrationRestored(ID, TRUNK, 1, "m1", A, 2, "200 OK on a");
        refused(after(on(B), ADDED, onA, started, released, aborted, restored), "registration-must-be-moved");
    }

    /** The supplier may allow several by then; the claims room knows of no migration that counts on it. */
    @Test
    void isSharedAlsoAfterAMoveIsOver() {
        var onA = new TrunkAdded(ID, TRUNK, registering(LAST_WINS), List.of(A));
        var started = new RegistrationMoveStarted(ID, TRUNK, 1, "m1", A, B);
        var released = new RegistrationReleased(ID, TRUNK, 1, "m1", A, B, "Expires 0");
        var moved = new RegistrationMoved(ID, TRUNK, 1, "m1", A, B, 2, "200 OK");
        var address = new TrunkCorrection(Authorisation.IP, null, null, null, null, null);
        for (var shared : List.of(policy(ALLOW_MANY), address)) {
            refused(after(shared, ADDED, onA, started, released), "registration-move-in-progress");
        }
        after(policy(ALLOW_MANY), ADDED, onA, started, released, moved).expectEvents(trunkCorrected(ALLOW_MANY, B));
    }

    private static TrunkCorrection on(NodeId... nodes) {
        return new TrunkCorrection(null, null, null, null, null, List.of(nodes));
    }

    @Test
    void ofAnUnknownTrunkIsRefused() {
        refused(after(policy(LAST_WINS), ADDED), "trunk-not-found");
    }

    private static TrunkCorrection policy(RegistrationPolicy policy) {
        return new TrunkCorrection(null, null, null, policy, null, null);
    }

    private static TrunkSettings at(String registrar, String login) {
        return new TrunkSettings(CLUSTER, Authorisation.REGISTRATION, registrar, login, LAST_WINS, List.of());
    }

    private ResultValidator<Supplier> correcting(@Nullable String party, @Nullable String name, Object... past) {
        return supplier.given(past)
                .whenInvoking(ID.toString(), it -> it.decide(new CorrectSupplier(ID, party, name, WHY)));
    }

    private ResultValidator<Supplier> trunk(TrunkCorrection right, TrunkSettings wrong, NodeId... nodes) {
        return after(right, ADDED, new TrunkAdded(ID, TRUNK, wrong, List.of(nodes)));
    }

    private ResultValidator<Supplier> after(TrunkCorrection right, Object... past) {
        return supplier.given(past)
                .whenInvoking(ID.toString(), it -> it.decide(new CorrectTrunk(ID, TRUNK, right, WHY)));
    }

    private static SupplierCorrected corrected(String party, String name) {
        return new SupplierCorrected(ID, party, name, WHY);
    }

    private static TrunkCorrected trunkCorrected(RegistrationPolicy policy, NodeId... nodes) {
        return new TrunkCorrected(ID, TRUNK, registering(policy), List.of(nodes), WHY);
    }
}
