package dev.switchover.migration.cluster.domain;

import static dev.switchover.migration.Refusals.refused;

import dev.switchover.migration.cluster.domain.ClusterCommand.AddNode;
import dev.switchover.migration.cluster.domain.ClusterCommand.DefineCluster;
import dev.switchover.migration.cluster.domain.ClusterCommand.MoveManagement;
import dev.switchover.migration.cluster.domain.ClusterCommand.RemoveNode;
import dev.switchover.migration.cluster.domain.ClusterCommand.ResumeManagement;
import dev.switchover.migration.cluster.domain.ClusterCommand.SuspendManagement;
import dev.switchover.migration.cluster.domain.ClusterEvent.ClusterDefined;
import dev.switchover.migration.cluster.domain.ClusterEvent.ManagementAssigned;
import dev.switchover.migration.cluster.domain.ClusterEvent.ManagementMoved;
import dev.switchover.migration.cluster.domain.ClusterEvent.ManagementResumed;
import dev.switchover.migration.cluster.domain.ClusterEvent.ManagementSuspended;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeAdded;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeRemoved;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterTest {

    static final ClusterId ID = new ClusterId("main");
    static final NodeId A = new NodeId("a");
    static final NodeId B = new NodeId("b");
    static final NodeFacts FACTS_A = new NodeFacts(A, "192.0.2.10", List.of("192.0.2.11"), "https://a.example.net/");
    static final NodeFacts FACTS_B = new NodeFacts(B, "198.51.100.20", List.of(), "https://b.example.net/");
    static final ClusterDefined DEFINED = new ClusterDefined(ID);
    static final NodeAdded ADDED_A = added(FACTS_A);
    static final NodeAdded ADDED_B = added(FACTS_B);
    static final ManagementAssigned ASSIGNED = new ManagementAssigned(ID, A, 1);
    static final ManagementMoved MOVED_TO_B = new ManagementMoved(ID, A, B, 2);

    private final FixtureConfiguration<Cluster> cluster = new AggregateTestFixture<>(Cluster.class);

    private static NodeAdded added(NodeFacts facts) {
        return new NodeAdded(ID, facts.id(), facts.address(), facts.mediaAddresses(), facts.managementUrl());
    }

    @Nested
    class Defining {

        @Test
        void givesManagementToTheFirstNodeInEpochOne() {
            cluster.givenNoPriorActivity()
                    .when(new DefineCluster(ID, FACTS_A))
                    .expectResultMessagePayload(true)
                    .expectEvents(DEFINED, ADDED_A, ASSIGNED);
        }

        @Test
        void againChangesNothing() {
            cluster.given(DEFINED, ADDED_A, ASSIGNED)
                    .when(new DefineCluster(ID, FACTS_A))
                    .expectResultMessagePayload(false)
                    .expectNoEvents();
        }

        @Test
        void withOtherContentIsRefused() {
            refused(
                    cluster.given(DEFINED, ADDED_A, ASSIGNED).when(new DefineCluster(ID, FACTS_B)),
                    "exists-with-other-content");
        }
    }

    @Nested
    class AddingANode {

        @Test
        void addsIt() {
            cluster.given(DEFINED, ADDED_A, ASSIGNED)
                    .when(new AddNode(ID, FACTS_B))
                    .expectResultMessagePayload(true)
                    .expectEvents(ADDED_B);
        }

        @Test
        void againChangesNothing() {
            cluster.given(DEFINED, ADDED_A, ASSIGNED, ADDED_B)
                    .when(new AddNode(ID, FACTS_B))
                    .expectResultMessagePayload(false)
                    .expectNoEvents();
        }

        @Test
        void withOtherContentIsRefused() {
            var moved = new NodeFacts(B, "203.0.113.1", List.of(), "https://b.example.net/");
            refused(
                    cluster.given(DEFINED, ADDED_A, ASSIGNED, ADDED_B).when(new AddNode(ID, moved)),
                    "exists-with-other-content");
        }

        @ParameterizedTest
        @CsvSource({
            "192.0.2.10, 192.0.2.10",
            "2001:db8::1, 2001:DB8:0:0::1",
            "192.0.2.10, ::ffff:192.0.2.10",
            "192.0.2.10, ::FFFF:c000:020a",
            "2001:db8::192.0.2.10, 2001:0db8:0:0:0:0:c000:20a",
            "::1, 0:0:0:0:0:0:0:1",
            "2001:db8::, 2001:db8:0::0",
            "sbc.example.net, SBC.example.net."
        })
        void atAnAddressOfAnotherIsRefused(String first, String second) {
            for (var a : addressed(A, first)) {
                for (var b : addressed(B, second)) {
                    refused(
                            cluster.given(DEFINED, added(a), ASSIGNED).when(new AddNode(ID, b)),
                            "address-of-another-node");
                }
            }
        }

        @Test
        void atTheAddressOfARemovedOneIsFine() {
            var again = new NodeFacts(new NodeId("c"), FACTS_A.address(), List.of(), "https://c.example.net/");
            cluster.given(DEFINED, ADDED_A, ASSIGNED, ADDED_B, MOVED_TO_B, new NodeRemoved(ID, A))
                    .when(new AddNode(ID, again))
                    .expectResultMessagePayload(true);
        }

        /** For signalling and for media. */
        private List<NodeFacts> addressed(NodeId node, String address) {
            return List.of(
                    new NodeFacts(node, address, List.of(), "https://x.example.net/"),
                    new NodeFacts(node, node + ".example.net", List.of(address), "https://x.example.net/"));
        }

        @Test
        void underTheNameOfARemovedOneIsRefused() {
            refused(
                    cluster.given(DEFINED, ADDED_A, ASSIGNED, ADDED_B, MOVED_TO_B, new NodeRemoved(ID, A))
                            .when(new AddNode(ID, FACTS_A)),
                    "node-removed");
        }
    }

    @Nested
    class Management {

        @Test
        void isSuspendedOnce() {
            var suspended = new ManagementSuspended(ID, A, 1, "removal");
            cluster.given(DEFINED, ADDED_A, ASSIGNED)
                    .when(new SuspendManagement(ID, "removal"))
                    .expectEvents(suspended);
            cluster.given(DEFINED, ADDED_A, ASSIGNED, suspended)
                    .when(new SuspendManagement(ID, "removal"))
                    .expectNoEvents();
        }

        @Test
        void resumesInTheSameEpoch() {
            cluster.given(DEFINED, ADDED_A, ASSIGNED, new ManagementSuspended(ID, A, 1, "removal"))
                    .when(new ResumeManagement(ID))
                    .expectEvents(new ManagementResumed(ID, A, 1));
            cluster.given(DEFINED, ADDED_A, ASSIGNED)
                    .when(new ResumeManagement(ID))
                    .expectNoEvents();
        }

        @Test
        void movesWithAHigherEpoch() {
            cluster.given(DEFINED, ADDED_A, ASSIGNED, ADDED_B)
                    .when(new MoveManagement(ID, B))
                    .expectEvents(MOVED_TO_B);
        }

        @Test
        void movedAgainToTheSameNodeChangesNothing() {
            cluster.given(DEFINED, ADDED_A, ASSIGNED, ADDED_B, MOVED_TO_B)
                    .when(new MoveManagement(ID, B))
                    .expectNoEvents();
        }

        @Test
        void neverMovesToAnUnknownOrRemovedNode() {
            refused(cluster.given(DEFINED, ADDED_A, ASSIGNED).when(new MoveManagement(ID, B)), "node-not-found");
            refused(
                    cluster.given(DEFINED, ADDED_A, ASSIGNED, ADDED_B, new NodeRemoved(ID, B))
                            .when(new MoveManagement(ID, B)),
                    "node-removed");
        }
    }

    @Nested
    class RemovingANode {

        @Test
        void removesItOnce() {
            cluster.given(DEFINED, ADDED_A, ASSIGNED, ADDED_B, MOVED_TO_B)
                    .when(new RemoveNode(ID, A))
                    .expectEvents(new NodeRemoved(ID, A));
            cluster.given(DEFINED, ADDED_A, ASSIGNED, ADDED_B, MOVED_TO_B, new NodeRemoved(ID, A))
                    .when(new RemoveNode(ID, A))
                    .expectNoEvents();
        }

        @Test
        void isRefusedWhileItOwnsManagement() {
            refused(
                    cluster.given(DEFINED, ADDED_A, ASSIGNED, ADDED_B).when(new RemoveNode(ID, A)),
                    "management-exclusive");
        }

        @Test
        void isRefusedForAnUnknownOne() {
            refused(cluster.given(DEFINED, ADDED_A, ASSIGNED).when(new RemoveNode(ID, B)), "node-not-found");
        }
    }
}
