package dev.switchover.migration.migration.rest;

import static dev.switchover.migration.migration.rest.AskedOverride.setAside;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.axon.Commands;
import dev.switchover.migration.Calls;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Whoever agrees to set a gate aside agrees to the trunks and routes that it names, and to no others. */
@QuarkusTest
class TrunkOverrideIT {

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Test
    void asManyOtherTrunksLeftOnTheSourceAreOthers() {
        var world = new World(commands, clock).replicated().running().attested("customers-moved");
        var first = ref(world.registrationOnTheSource());
        var asked = AskedOverride.of(world, "/remove-source", setAside("registrations-moved"));
        asked.says("registrations-moved names: 1 (" + first + ")");
        world.trunkOn(first, "b");
        var other = ref(world.registrationOnTheSource());
        asked.isOutdated("registrations-moved names: 1 (%s) when it was asked, 1 (%s) now".formatted(first, other));
        world.status().body("phase", equalTo("RUNNING"));
    }

    @Test
    void asManyOtherTrunksNotAdmittedAreOthers() {
        var world = planned();
        var first = world.trunkByAddress();
        var asked = AskedOverride.of(world, "/waves/w/start", setAside("suppliers-authorised"));
        asked.says("suppliers-authorised names: 1 (%s for 192.0.2.2 (not requested))".formatted(first));
        Calls.approver()
                .body("{\"reason\": \"in use\"}")
                .post(world.at("/authorisations/" + first + "/waive"))
                .statusCode(204);
        var other = world.trunkByAddress();
        asked.isOutdated("1 (%s for 192.0.2.2 (not requested)) now".formatted(other));
    }

    @Test
    void whatASupplierSaysMeanwhileWasNotAskedFor() {
        var world = planned();
        var trunk = world.trunkByAddress();
        var path = world.at("/authorisations/" + trunk);
        world.post(path + "/request", "{\"neededBy\": \"2999-01-01T00:00:00Z\", \"reason\": \"change of hoster\"}")
                .statusCode(204);
        var asked = AskedOverride.of(world, "/waves/w/start", setAside("suppliers-authorised"));
        world.post(path + "/refuse", "{\"reason\": \"one address each\"}").statusCode(204);
        asked.isOutdated("(REQUESTED)) when it was asked, 1 (%s for 192.0.2.2 (REFUSED)) now".formatted(trunk));
    }

    @Test
    void asManyOtherPrefixesNotCoveredAreOthers() {
        var world = planned();
        var first = ref(world.registrationOnTheSource());
        var other = ref(world.registrationOnTheSource());
        world.trunkOn(other, "a", "b");
        route(world, "7", first);
        route(world, "8", other);
        var asked = AskedOverride.of(world, "/waves/w/start", setAside("reserve-routes"));
        asked.says("reserve-routes names: 1 (7 from b)");
        world.trunkOn(first, "a", "b");
        world.trunkOn(other, "a");
        asked.isOutdated("reserve-routes names: 1 (7 from b) when it was asked, 1 (8 from b) now");
    }

    private World planned() {
        var world = new World(commands, clock).replicated().customers(1).running();
        world.post(world.at("/waves"), "{\"id\": \"w\", \"allRemaining\": true}")
                .statusCode(201);
        return world;
    }

    private static void route(World world, String prefix, String trunk) {
        var named = trunk.replace("/", "\", \"trunk\": \"");
        world.post("/routes", """
                        {"cluster": "%s", "prefix": "%s", "trunks": [{"supplier": "%s"}]}
                        """.formatted(world.cluster, prefix, named)).statusCode(201);
    }

    private static String ref(String path) {
        return path.replace("/suppliers/", "").replace("/trunks/", "/");
    }
}
