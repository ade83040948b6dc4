package dev.switchover.migration.migration.rest;

import static dev.switchover.migration.migration.rest.AskedOverride.setAside;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import dev.switchover.migration.cluster.domain.ClusterCommand.AbandonReplication;
import dev.switchover.migration.cluster.domain.ClusterCommand.AttestInSync;
import dev.switchover.migration.cluster.domain.ClusterCommand.StartReplication;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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

    /** Nobody agreed to a removal without any copy. */
    @Test
    void aReplicationThatWasGivenUpSinceHoldsTheRelease() {
        var world = new World(commands, clock).running().attested("customers-moved");
        var cluster = new ClusterId(world.cluster);
        commands.send(new StartReplication(cluster, new NodeId("b")));
        AskedOverride.of(world, "/remove-source", setAside("replication-in-sync"))
                .approve()
                .statusCode(204);
        commands.send(new AbandonReplication(cluster, new NodeId("b"), 1, "the disk broke"));
        done(world, "prepare").statusCode(204);

        releaseRefused(world, "replication-in-sync")
                .body(remedy("replication-in-sync"), containsString("RUNNING, attempt 1"))
                .body(remedy("replication-in-sync"), containsString("NOT_RUNNING, attempt 1"))
                .body(remedy("replication-in-sync"), containsString(world.at("/removal/cancel")));
        world.post(world.at("/removal/cancel"), "{\"reason\": \"no copy\"}").statusCode(204);
        AskedOverride.of(world, "/remove-source", setAside("replication-in-sync"))
                .approve()
                .statusCode(204);
        done(world, "prepare").statusCode(204);
        done(world, "release").statusCode(204);
    }

    @Test
    void aTrunkThatCameSinceHoldsTheReleaseAndOneLessDoesNot() {
        var world = new World(commands, clock).replicated().running().attested("customers-moved");
        var first = world.registrationOnTheSource();
        var second = world.exclusiveRegistrationOnTheSource();
        AskedOverride.of(world, "/remove-source", setAside("registrations-moved"))
                .approve()
                .statusCode(204);
        done(world, "prepare").statusCode(204);
        shown(world).body("findAll { it.overridden }.id", equalTo(List.of("registrations-moved")));
        world.trunkOn(first.replaceAll("/suppliers/(.*)/trunks/(.*)", "$1/$2"), "b");
        var third = world.exclusiveRegistrationOnTheSource();

        releaseRefused(world, "registrations-moved")
                .body(remedy("registrations-moved"), containsString(second))
                .body(remedy("registrations-moved"), containsString(third));
        world.status().body("phase", equalTo("REMOVING"));
        var move = world.at("/registrations/" + third);
        world.post(move + "/move", "{}").statusCode(202);
        for (var word : List.of("released", "taken")) {
            world.post(move + "/" + word, "{\"evidence\": \"seen\"}").statusCode(204);
        }
        done(world, "release").statusCode(204);
    }

    private static Answer releaseRefused(World world, String gate) {
        world.post(world.at("/removal/steps/release/done?dryRun=true"), "{\"evidence\": \"done\"}")
                .statusCode(200)
                .body("gates.find { it.id == '%s' }.overridden".formatted(gate), equalTo(false));
        var refused = done(world, "release")
                .statusCode(409)
                .body("type", equalTo("/problems/gates-refuse"))
                .body("gates.id", equalTo(List.of(gate)));
        shown(world)
                .body("find { it.id == '%s' }.overridden".formatted(gate), equalTo(false))
                .body("find { it.id == '%s' }.remedy".formatted(gate), equalTo(refused.path(remedy(gate))));
        return refused;
    }

    private static Answer shown(World world) {
        return world.get(world.at("/gates")).statusCode(200);
    }

    private static String remedy(String gate) {
        return "gates.find { it.id == '%s' }.remedy".formatted(gate);
    }

    private static Answer done(World world, String step) {
        return world.post(world.at("/removal/steps/" + step + "/done"), "{\"evidence\": \"done\"}");
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
