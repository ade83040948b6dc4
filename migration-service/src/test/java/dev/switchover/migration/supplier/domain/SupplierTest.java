package dev.switchover.migration.supplier.domain;

import static dev.switchover.migration.Refusals.refused;
import static dev.switchover.migration.supplier.domain.RegistrationPolicy.ACCOUNT_PER_NODE;
import static dev.switchover.migration.supplier.domain.RegistrationPolicy.ALLOW_MANY;
import static dev.switchover.migration.supplier.domain.RegistrationPolicy.LAST_WINS;
import static dev.switchover.migration.supplier.domain.RegistrationPolicy.REJECT_SECOND;

import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.SupplierCommand.AbortRegistrationMove;
import dev.switchover.migration.supplier.domain.SupplierCommand.AddSupplier;
import dev.switchover.migration.supplier.domain.SupplierCommand.AddTrunk;
import dev.switchover.migration.supplier.domain.SupplierCommand.ChangeTrunkNodes;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmRestored;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmTaken;
import dev.switchover.migration.supplier.domain.SupplierCommand.StartRegistrationMove;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveStarted;
import dev.switchover.migration.supplier.domain.SupplierEvent.SupplierAdded;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkAdded;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkNodesChanged;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("UnusedMethod") // Axon calls the command handlers
class SupplierTest {

    static final SupplierId ID = new SupplierId("alpha");
    static final TrunkId TRUNK = new TrunkId("sip1");
    static final ClusterId CLUSTER = new ClusterId("main");
    static final NodeId A = new NodeId("a");
    static final NodeId B = new NodeId("b");
    static final SupplierAdded ADDED = new SupplierAdded(ID, "alpha-telecom", "Alpha Telecom");
    static final TrunkSettings BY_ADDRESS = TrunkSettings.byAddress(CLUSTER);

    private final FixtureConfiguration<Supplier> supplier = fixture();

    /** The claims room calls these decisions after its own checks; here they are called at once. */
    static FixtureConfiguration<Supplier> fixture(NodeId... removed) {
        return fixture(new GoneNodes(Set.of(removed), Set.of()));
    }

    static FixtureConfiguration<Supplier> fixture(GoneNodes gone) {
        var fixture = new AggregateTestFixture<>(Supplier.class);
        fixture.registerAnnotatedCommandHandler(new Object() {
            @CommandHandler
            boolean on(AddTrunk command) throws Exception {
                return fixture.getRepository().load(ID.toString()).invoke(it -> it.decide(command));
            }

            @CommandHandler
            void on(ChangeTrunkNodes command) throws Exception {
                fixture.getRepository().load(ID.toString()).execute(it -> it.decide(command, gone));
            }

            @CommandHandler
            void on(ConfirmTaken command) throws Exception {
                fixture.getRepository().load(ID.toString()).execute(it -> it.decide(command, gone));
            }

            @CommandHandler
            void on(AbortRegistrationMove command) throws Exception {
                fixture.getRepository().load(ID.toString()).execute(it -> it.decide(command, gone));
            }

            @CommandHandler
            void on(ConfirmRestored command) throws Exception {
                fixture.getRepository().load(ID.toString()).execute(it -> it.decide(command, gone));
            }

            @CommandHandler
            int on(StartRegistrationMove command) throws Exception {
                return fixture.getRepository().load(ID.toString()).invoke(it -> it.decide(command));
            }
        });
        return fixture;
    }

    static TrunkSettings registering(RegistrationPolicy policy) {
        return policy == ACCOUNT_PER_NODE
                ? accounts(new Account(A, "4711a"), new Account(B, "4711b"))
                : settings("sip.example.net", "4711", policy, List.of());
    }

    private static TrunkSettings accounts(Account... accounts) {
        return settings("sip.example.net", null, ACCOUNT_PER_NODE, List.of(accounts));
    }

    private static TrunkSettings settings(
            @Nullable String registrar,
            @Nullable String login,
            @Nullable RegistrationPolicy policy,
            List<Account> accounts) {
        return new TrunkSettings(CLUSTER, Authorisation.REGISTRATION, registrar, login, policy, accounts);
    }

    private static TrunkAdded trunkAdded(TrunkSettings settings, NodeId... nodes) {
        return new TrunkAdded(ID, TRUNK, settings, List.of(nodes));
    }

    private static ChangeTrunkNodes change(NodeId... nodes) {
        return new ChangeTrunkNodes(ID, TRUNK, List.of(nodes));
    }

    @Nested
    class Adding {

        private final AddSupplier add = new AddSupplier(ID, "alpha-telecom", "Alpha Telecom");

        @Test
        void addsItOnce() {
            supplier.givenNoPriorActivity()
                    .when(add)
                    .expectResultMessagePayload(true)
                    .expectEvents(ADDED);
            supplier.given(ADDED).when(add).expectResultMessagePayload(false).expectNoEvents();
        }

        @Test
        void withOtherContentIsRefused() {
            refused(
                    supplier.given(ADDED).when(new AddSupplier(ID, "other", "Alpha Telecom")),
                    "exists-with-other-content");
        }
    }

    @Nested
    class AddingATrunk {

        private ResultValidator<Supplier> adding(TrunkSettings settings, NodeId... nodes) {
            return supplier.given(ADDED).when(new AddTrunk(ID, TRUNK, settings, List.of(nodes)));
        }

        @Test
        void byAddressMayBeActiveEverywhere() {
            adding(BY_ADDRESS).expectEvents(trunkAdded(BY_ADDRESS));
        }

        @Test
        void listsItsNodesOnceAndInOrder() {
            adding(BY_ADDRESS, B, A, B).expectEvents(trunkAdded(BY_ADDRESS, A, B));
        }

        @ParameterizedTest
        @EnumSource(names = {"REJECT_SECOND", "LAST_WINS"})
        void exclusivelyNeedsExactlyOneNode(RegistrationPolicy policy) {
            adding(registering(policy), A).expectEvents(trunkAdded(registering(policy), A));
            refused(adding(registering(policy)), "registration-needs-one-node");
            refused(adding(registering(policy), A, B), "registration-needs-one-node");
        }

        @Test
        void thatAllowsManyMayListAnyNodes() {
            adding(registering(ALLOW_MANY)).expectEvents(trunkAdded(registering(ALLOW_MANY)));
            adding(registering(ALLOW_MANY), A, B).expectEvents(trunkAdded(registering(ALLOW_MANY), A, B));
        }

        @Test
        void withAccountsPerNodeNeedsDistinctLogins() {
            adding(registering(ACCOUNT_PER_NODE), A, B).expectEvents(trunkAdded(registering(ACCOUNT_PER_NODE), A, B));
            refused(adding(accounts(new Account(A, "4711"), new Account(B, "4711"))), "accounts-not-distinct");
            refused(adding(accounts(new Account(A, "4711"), new Account(A, "4712"))), "accounts-not-distinct");
            refused(adding(accounts(new Account(A, "4711")), A, B), "node-without-account");
            refused(adding(accounts()), "trunk-settings-incomplete");
        }

        @Test
        void thatLacksWhatARegistrationNeedsIsRefused() {
            refused(adding(settings(null, "4711", LAST_WINS, List.of()), A), "trunk-settings-incomplete");
            refused(adding(settings("sip.example.net", "4711", null, List.of()), A), "trunk-settings-incomplete");
            refused(adding(settings("sip.example.net", null, LAST_WINS, List.of()), A), "trunk-settings-incomplete");
        }

        @Test
        void byAddressWithARegistrarIsRefused() {
            var both = new TrunkSettings(CLUSTER, Authorisation.IP, "sip.example.net", null, null, List.of());
            refused(adding(both), "trunk-settings-contradict");
        }

        @Test
        void againChangesNothingButWithOtherContentIsRefused() {
            var command = new AddTrunk(ID, TRUNK, BY_ADDRESS, List.of(A));
            supplier.given(ADDED, trunkAdded(BY_ADDRESS, A))
                    .when(command)
                    .expectResultMessagePayload(false)
                    .expectNoEvents();
            refused(supplier.given(ADDED, trunkAdded(BY_ADDRESS, A, B)).when(command), "exists-with-other-content");
        }
    }

    @Nested
    class ChangingItsNodes {

        @Test
        void changesTheList() {
            supplier.given(ADDED, trunkAdded(BY_ADDRESS, A))
                    .when(change(A, B))
                    .expectEvents(new TrunkNodesChanged(ID, TRUNK, List.of(A, B)));
        }

        @Test
        void toTheSameChangesNothing() {
            supplier.given(ADDED, trunkAdded(registering(REJECT_SECOND), A))
                    .when(change(A))
                    .expectNoEvents();
        }

        @Test
        void ofAnExclusiveRegistrationNeedsAMove() {
            var given = List.of(ADDED, trunkAdded(registering(REJECT_SECOND), A));
            refused(supplier.given(given).when(change(B)), "registration-must-be-moved");
            refused(supplier.given(given).when(change(A, B)), "registration-needs-one-node");
            refused(supplier.given(given).when(change()), "registration-needs-one-node");
        }

        @Test
        void toANodeWithoutAccountIsRefused() {
            refused(
                    supplier.given(ADDED, trunkAdded(registering(ACCOUNT_PER_NODE), A))
                            .when(change(new NodeId("c"))),
                    "node-without-account");
        }

        @Test
        void waitsForAMove() {
            refused(
                    supplier.given(
                                    ADDED,
                                    trunkAdded(registering(REJECT_SECOND), A),
                                    new RegistrationMoveStarted(ID, TRUNK, 1, "m1", A, B))
                            .when(change(B)),
                    "registration-move-in-progress");
        }

        @Test
        void ofAnUnknownTrunkIsRefused() {
            refused(supplier.given(ADDED).when(change(A)), "trunk-not-found");
        }
    }
}
