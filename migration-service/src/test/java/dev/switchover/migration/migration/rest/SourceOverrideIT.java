package dev.switchover.migration.migration.rest;

import static dev.switchover.migration.migration.rest.AskedOverride.setAside;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.axon.Commands;
import dev.switchover.migration.cluster.domain.ClusterCommand.AbandonReplication;
import dev.switchover.migration.cluster.domain.ClusterCommand.AttestInSync;
import dev.switchover.migration.cluster.domain.ClusterCommand.StartReplication;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Whoever agrees to the end of a source agrees to those whom it concerns, and to no others. */
@QuarkusTest
class SourceOverrideIT {

    private final Commands commands;
    private final Clock clock;

    SourceOverrideIT(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Test
    void thoseWhoCameToTheSourceWereNotAskedFor() {
        var world = new World(commands, clock).replicated().customers(3).running();
        var asked = AskedOverride.of(world, "/remove-source", setAside("customers-moved"));
        world.customers(4);
        asked.isOutdated("4");
        world.status().body("phase", equalTo("RUNNING"));
    }

    @Test
    void asManyOthersOnTheSourceAreOthers() {
        var world = new World(commands, clock).replicated().customers(1).running();
        var asked = AskedOverride.of(world, "/remove-source", setAside("customers-moved"));
        asked.says(world.customer(1));
        world.moved().customers(2);
        asked.isOutdated("1 (%s) when it was asked, 1 (%s) now".formatted(world.customer(1), world.customer(2)));
        world.status().body("phase", equalTo("RUNNING"));
    }

    @Test
    void aCrowdOnTheSourceIsKnownByItsHash() {
        var world = new World(commands, clock).replicated().customers(6).running();
        var asked = AskedOverride.of(world, "/remove-source", setAside("customers-moved"));
        asked.says("6 (%s, ".formatted(world.customer(1)));
        asked.says(", …; hash ");
        asked.approve().statusCode(204);
    }

    @Test
    void asManyOthersWhoOweAreOthers() {
        var world = given3Debtors();
        pay(world, 2);
        pay(world, 3);
        var asked = AskedOverride.of(world, "/decommission", setAside("invoices-settled"));
        asked.says("unsettled on a: 1 (" + world.customer(1));
        pay(world, 1);
        invoice(world, 3, "late");

        asked.isOutdated("1 (" + world.customer(3));
        world.status().body("phase", equalTo("COMPLETED"));
    }

    @Test
    void theSameDebtorsWithAnotherDebtAreNotWhatWasAsked() {
        var world = given3Debtors();
        var corrected = AskedOverride.of(world, "/decommission", setAside("invoices-settled"));
        world.post("/invoices/" + world.customer(2) + "-i/correct", "{\"amount\": \"90\", \"reason\": \"a zero\"}")
                .statusCode(204);
        corrected.isOutdated("unsettled on a");

        var disputed = AskedOverride.of(world, "/decommission", setAside("invoices-settled"));
        world.post("/invoices/" + world.customer(2) + "-i/dispute", "{\"reason\": \"too much\"}")
                .statusCode(204);
        disputed.isOutdated("disputed of them: 0 when it was asked, 1 (" + world.customer(2) + "-i) now");

        AskedOverride.of(world, "/decommission", setAside("invoices-settled"))
                .approve()
                .statusCode(204);
        world.status().body("phase", equalTo("DECOMMISSIONED"));
    }

    @Test
    void aReplicationThatBeganAnewIsNotTheOneThatWasAskedFor() {
        var world = new World(commands, clock).running();
        var never = AskedOverride.of(world, "/remove-source", setAside("replication-in-sync"));
        world.replicated();
        never.isOutdated("replication to b: NOT_RUNNING when it was asked, IN_SYNC, attempt 1 now");

        var first = AskedOverride.of(world, "/remove-source", setAside("replication-in-sync"));
        var cluster = new ClusterId(world.cluster);
        commands.send(new AbandonReplication(cluster, new NodeId("b"), 1, "the link broke"));
        first.isOutdated("replication to b: IN_SYNC, attempt 1 when it was asked, NOT_RUNNING, attempt 1 now");

        var abandoned = AskedOverride.of(world, "/remove-source", setAside("replication-in-sync"));
        commands.send(new StartReplication(cluster, new NodeId("b")));
        abandoned.isOutdated("NOT_RUNNING, attempt 1 when it was asked, RUNNING, attempt 2 now");
    }

    @Test
    void whatIsSeenOnceMoreToBeInSyncIsTheSame() {
        var world = new World(commands, clock).replicated().running();
        var asked = AskedOverride.of(world, "/remove-source", setAside("replication-in-sync, customers-moved"));
        commands.send(new AttestInSync(
                new ClusterId(world.cluster), new NodeId("b"), 1, "lag 0 again", null, clock.instant()));
        asked.approve().statusCode(204);
        world.status().body("phase", equalTo("REMOVING"));
    }

    private World given3Debtors() {
        var world = new World(commands, clock)
                .replicated()
                .customers(3)
                .running()
                .moved()
                .attested("customers-moved")
                .removed();
        for (int i = 1; i <= 3; i++) {
            invoice(world, i, "i");
        }
        return world;
    }

    private void invoice(World world, int customer, String name) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        world.post("/invoices", """
                        {"id": "%1$s-%2$s", "customer": "%1$s", "from": "%3$s", "to": "%4$s", "amount": "9", "currency": "EUR"}
                        """.formatted(world.customer(customer), name, today.minusDays(1), today.plusDays(1)))
                .statusCode(201);
    }

    private static void pay(World world, int customer) {
        world.post("/invoices/" + world.customer(customer) + "-i/paid", "{}").statusCode(204);
    }
}
