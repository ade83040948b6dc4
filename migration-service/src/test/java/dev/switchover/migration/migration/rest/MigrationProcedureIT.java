package dev.switchover.migration.migration.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.switchover.kit.axon.Commands;
import dev.switchover.migration.settlement.domain.Due;
import dev.switchover.migration.settlement.domain.InvoiceCommand.IssueInvoice;
import dev.switchover.migration.settlement.domain.InvoiceId;
import dev.switchover.migration.settlement.domain.Terms;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The procedure of the document, from the plan to the end of the source. */
@QuarkusTest
class MigrationProcedureIT {

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Test
    void runsFromThePlanToTheEndOfTheSource() {
        var world = new World(commands, clock).replicated().customers(6).running();

        canariesMoveAndOneGoesBack(world);
        theRestMovesButForOneStraggler(world);
        theSourceIsRemoved(world);
        theSourceIsGivenBackWhenAllIsSettled(world);
    }

    private void canariesMoveAndOneGoesBack(World world) {
        world.post(world.at("/waves"), "{\"id\": \"canary\", \"first\": 2}")
                .statusCode(201)
                .body("members", equalTo(2))
                .body("membersHash", notNullValue());
        world.post(world.at("/waves/canary/start"), "{}")
                .statusCode(409)
                .body("type", equalTo("/problems/gates-refuse"))
                .body("gates.id", hasItems("dns-ttl-lowered"));
        world.attested("dns-ttl-lowered");
        world.post(world.at("/waves/canary/start?dryRun=true"), "{}")
                .statusCode(200)
                .body("steps", hasSize(3))
                .body("planHash", notNullValue());
        world.post(world.at("/waves/canary/start"), "{\"planHash\": \"of another world\"}")
                .statusCode(412);
        world.post(world.at("/waves/canary/start"), "{}")
                .statusCode(202)
                .header("Location", containsString("/operations/wave." + world.migration + ".canary"));
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        moved(world, 1);
        moved(world, 2);
        World.eventually(() -> world.wave(0, "phase").equals("COMPLETED"));
        var customer = "/customers/" + world.customer(1);
        world.post(world.at(customer + "/revert"), "{\"reason\": \"one-way audio\"}")
                .statusCode(204);
        world.get(world.at("/customers?state=REVERTED")).statusCode(200).body("customer", hasItems(world.customer(1)));
        world.post(world.at(customer + "/moved"), "{\"evidence\": \"again\"}").statusCode(409);
        world.post(
                        world.at(customer + "/announce"),
                        "{\"due\": \"" + clock.instant().plusSeconds(60) + "\"}")
                .statusCode(204);
        moved(world, 1);
    }

    private void theRestMovesButForOneStraggler(World world) {
        world.post(world.at("/waves"), "{\"id\": \"rest\", \"allRemaining\": true, \"after\": [\"canary\"]}")
                .statusCode(201)
                .body("members", equalTo(4));
        var due = clock.instant().plusSeconds(1);
        world.post(world.at("/waves/rest/start"), "{\"due\": \"" + due + "\"}").statusCode(202);
        World.eventually(() -> world.wave(1, "phase").equals("ANNOUNCED"));
        moved(world, 3);
        moved(world, 4);
        moved(world, 5);
        World.eventually(() -> clock.instant().isAfter(due));
        world.get(world.at("/customers?state=STRAGGLER"))
                .statusCode(200)
                .body("customer", equalTo(java.util.List.of(world.customer(6))));
        world.status().body("customers.stragglers", equalTo(1)).body("customers.onSource", equalTo(1));
        world.post(world.at("/remove-source"), "{}").statusCode(409).body("gates.id", hasItems("customers-moved"));
        moved(world, 6);
        world.post(world.at("/remove-source"), "{}").statusCode(409).body("gates[0].verdict", equalTo("UNKNOWN"));
        world.attested("customers-moved");
    }

    private void theSourceIsRemoved(World world) {
        world.post(world.at("/remove-source"), "{}")
                .statusCode(202)
                .header("Location", containsString("/operations/removal." + world.migration + ".1"));
        world.post(world.at("/customers/" + world.customer(1) + "/revert"), "{\"reason\": \"too late\"}")
                .statusCode(409);
        step(world, "prepare");
        step(world, "release");
        world.post(world.at("/abort"), "{\"reason\": \"no\"}")
                .statusCode(409)
                .body("type", equalTo("/problems/point-of-no-return"));
        world.status()
                .body("removal.callOutage.how", equalTo("UNKNOWN"))
                .body("removal.callOutage.actual", nullValue());
        step(world, "delete-source");
        world.post(world.at("/outage"), "{\"outage\": \"PT4S\", \"evidence\": \"call log\"}")
                .statusCode(204);
        world.status()
                .body("phase", equalTo("COMPLETED"))
                .body("removal.outcome", equalTo("SUCCEEDED"))
                .body("removal.workTime.how", equalTo("measured"))
                .body("removal.workTime.withinPrediction", notNullValue())
                .body("removal.managementGap.actual", notNullValue())
                .body("removal.callOutage.how", equalTo("stated"));
    }

    private void theSourceIsGivenBackWhenAllIsSettled(World world) {
        world.post(world.at("/decommission"), "{}")
                .statusCode(409)
                .body("gates.id", hasItems("invoices-settled"))
                .body("unsettled", hasSize(6));
        world.get(world.at("/unsettled?limit=2")).statusCode(200).body("", hasSize(2));
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (int i = 1; i <= 6; i++) {
            commands.send(new IssueInvoice(
                    new InvoiceId(world.customer(i)),
                    world.customer(i),
                    today.minusDays(1),
                    today.plusDays(1),
                    Due.nothing(Terms.PREPAID)));
        }
        world.get(world.at("/unsettled")).statusCode(200).body("", empty());
        world.post(world.at("/decommission"), "{}").statusCode(204);
        world.status().body("phase", equalTo("DECOMMISSIONED"));
    }

    private static void moved(World world, int customer) {
        world.post(world.at("/customers/" + world.customer(customer) + "/moved"), "{\"evidence\": \"calls on b\"}")
                .statusCode(204);
    }

    private static void step(World world, String step) {
        world.post(world.at("/removal/steps/" + step + "/done"), "{\"evidence\": \"done\"}")
                .statusCode(204);
    }
}
