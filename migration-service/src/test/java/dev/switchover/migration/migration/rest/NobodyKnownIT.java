package dev.switchover.migration.migration.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.axon.Commands;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A source on which no customer is known to have been; perhaps a file was never imported. */
@QuarkusTest
class NobodyKnownIT {

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Test
    void theSourceIsRemovedOnSomebodysWordOnly() {
        var world = new World(commands, clock).replicated().running();

        world.post(world.at("/remove-source"), "{}")
                .statusCode(409)
                .body("gates.id", equalTo(List.of("customers-moved")))
                .body("gates[0].verdict", equalTo("UNKNOWN"))
                .body("gates[0].measured", containsString("no customer"));
        world.attested("customers-moved").removed();

        world.status().body("phase", equalTo("COMPLETED"));
    }

    @Test
    void theSourceIsGivenUpOnSomebodysWordOnly() {
        var world = new World(commands, clock)
                .replicated()
                .running()
                .attested("customers-moved")
                .removed();

        world.post(world.at("/decommission"), "{}")
                .statusCode(409)
                .body("gates.id", equalTo(List.of("invoices-settled")))
                .body("gates[0].verdict", equalTo("UNKNOWN"))
                .body("gates[0].measured", containsString("no customer"))
                .body("gates[0].remedy", containsString("attest"));
        world.attested("invoices-settled");
        world.post(world.at("/decommission"), "{}").statusCode(204);
    }
}
