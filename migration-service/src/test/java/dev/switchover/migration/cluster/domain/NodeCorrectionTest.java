package dev.switchover.migration.cluster.domain;

import static dev.switchover.migration.Refusals.refused;
import static dev.switchover.migration.cluster.domain.ClusterTest.A;
import static dev.switchover.migration.cluster.domain.ClusterTest.ADDED_A;
import static dev.switchover.migration.cluster.domain.ClusterTest.ADDED_B;
import static dev.switchover.migration.cluster.domain.ClusterTest.ASSIGNED;
import static dev.switchover.migration.cluster.domain.ClusterTest.B;
import static dev.switchover.migration.cluster.domain.ClusterTest.DEFINED;
import static dev.switchover.migration.cluster.domain.ClusterTest.FACTS_B;
import static dev.switchover.migration.cluster.domain.ClusterTest.ID;
import static dev.switchover.migration.cluster.domain.ClusterTest.MOVED_TO_B;

import dev.switchover.migration.cluster.domain.ClusterCommand.AddNode;
import dev.switchover.migration.cluster.domain.ClusterCommand.CorrectNode;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeAdded;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeCorrected;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeRemoved;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A node that was entered wrong. */
class NodeCorrectionTest {

    private static final NodeCorrected CORRECTED =
            new NodeCorrected(ID, B, "198.51.100.30", List.of(), FACTS_B.managementUrl(), "a typing error");

    private final FixtureConfiguration<Cluster> cluster = new AggregateTestFixture<>(Cluster.class);

    @Test
    void changesWhatIsSaidAndNothingElse() {
        correcting("198.51.100.30", "a typing error", DEFINED, ADDED_A, ASSIGNED, ADDED_B)
                .expectEvents(CORRECTED);
    }

    @Test
    void movesTheUsualSettingsPagesAlong() {
        var usual = new NodeAdded(ID, B, "198.51.100.20", List.of("198.51.100.21"), "https://198.51.100.20/");
        correcting("2001:db8::30", "a typing error", DEFINED, ADDED_A, ASSIGNED, usual)
                .expectEvents(new NodeCorrected(
                        ID, B, "2001:db8::30", List.of("198.51.100.21"), "https://[2001:db8::30]/", "a typing error"));
    }

    @Test
    void againChangesNothing() {
        correcting("198.51.100.30", "a typing error", DEFINED, ADDED_A, ASSIGNED, ADDED_B, CORRECTED)
                .expectNoEvents();
    }

    @Test
    void isWhatTheNodeIsAddedAsFromThenOn() {
        var right = new NodeFacts(B, "198.51.100.30", List.of(), FACTS_B.managementUrl());
        cluster.given(DEFINED, ADDED_A, ASSIGNED, ADDED_B, CORRECTED)
                .when(new AddNode(ID, right))
                .expectNoEvents();
    }

    @Test
    void isRefusedForWhatIsNotThereAndWithoutAReason() {
        refused(correcting("198.51.100.30", "x", DEFINED, ADDED_A, ASSIGNED), "node-not-found");
        refused(
                cluster.given(DEFINED, ADDED_A, ASSIGNED, ADDED_B, MOVED_TO_B, new NodeRemoved(ID, A))
                        .whenInvoking(ID.toString(), it -> it.decide(command(A, "192.0.2.30", "x"))),
                "node-removed");
        refused(correcting("198.51.100.30", " ", DEFINED, ADDED_A, ASSIGNED, ADDED_B), "reason-missing");
    }

    @Test
    void toAnAddressOfAnotherNodeIsRefused() {
        refused(correcting("192.0.2.10", "x", DEFINED, ADDED_A, ASSIGNED, ADDED_B), "address-of-another-node");
        refused(correcting("192.0.2.11", "x", DEFINED, ADDED_A, ASSIGNED, ADDED_B), "address-of-another-node");
    }

    /** As they were entered before addresses were compared. */
    @Test
    void leadsNodesApartThatShareAnAddress() {
        var shared = new NodeAdded(ID, B, "192.0.2.10", List.of(), FACTS_B.managementUrl());
        correcting("198.51.100.30", "a typing error", DEFINED, ADDED_A, ASSIGNED, shared)
                .expectEvents(CORRECTED);
    }

    private ResultValidator<Cluster> correcting(String address, String reason, Object... past) {
        return cluster.given(past).whenInvoking(ID.toString(), it -> it.decide(command(B, address, reason)));
    }

    private static CorrectNode command(NodeId node, @Nullable String address, String reason) {
        return new CorrectNode(ID, node, address, null, null, reason);
    }
}
