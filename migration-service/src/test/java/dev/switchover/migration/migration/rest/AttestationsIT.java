package dev.switchover.migration.migration.rest;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** A person's word on a gate is taken where it counts, and refused where it would change nothing. */
@QuarkusTest
class AttestationsIT {

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Test
    void doNotReplaceWhatIsMeasured() {
        var world = new World(commands, clock).replicated().customers(1).running();
        refused(world, "replication-in-sync").body("detail", containsString("passes by what is measured"));
        refused(world, "customers-moved")
                .body("detail", containsString("1 customers on a"))
                .body("remedy", containsString("/customers?node=a"));
        world.attested("reserve-routes").moved();
        refused(world, "reserve-routes").body("detail", containsString("first wave"));
        world.attested("customers-moved");
    }

    @Test
    void doNotSettleWhatKnownCustomersOwe() {
        var world =
                new World(commands, clock).replicated().customers(1).running().moved();
        var unsettled = world.at("/unsettled");
        refused(world, "invoices-settled")
                .body("detail", allOf(containsString("1 customers are known"), containsString("1 are not covered")))
                .body("remedy", containsString("GET " + unsettled))
                .body("unsettledPages", equalTo(unsettled));
        world.get(world.at("/gates"))
                .body("find { it.id == 'invoices-settled' }.attestationHolds", nullValue())
                .body("find { it.id == 'dns-ttl-lowered' }.attestationHolds", notNullValue());
    }

    @Test
    void ofTheSourceWaitForTheDrainTime() {
        var world = new World(commands, clock).replicated().customers(1);
        world.post("/migrations", world.planning("PT1H")).statusCode(201);
        world.post(world.at("/start"), "{}").statusCode(204);
        world.attested("reserve-routes").moved();
        refused(world, "customers-moved").body("remedy", containsString("Wait until then"));
    }

    private static Answer refused(World world, String gate) {
        return world.post(world.at("/gates/" + gate + "/attestations"), "{\"evidence\": \"trust me\"}")
                .statusCode(409)
                .body("type", equalTo("/problems/gate-not-attestable"))
                .body("errors[0].value", equalTo(gate));
    }
}
