package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Another machine under a node's name. */
@QuarkusTest
class OtherMachineIT {

    private static Answer put(Site site, String side) {
        var definition = new HashMap<>(get("/deployments/" + site.d).<Map<String, Object>>path("definition"));
        var node = new HashMap<>(get("/deployments/" + site.d).<Map<String, Object>>path("definition." + side));
        node.put("access", Map.of("kind", "http", "url", elsewhere(site)));
        definition.put(side, node);
        return as(Tokens.admin()).body(definition).put("/deployments/" + site.d);
    }

    /** Nobody listens there. */
    private static String elsewhere(Site site) {
        return "http://127.0.0.1:9/" + site.d;
    }

    private static Map<String, Object> role(Site site, String node) {
        return get("/roles/" + site.d + "/" + node + "/telephony").path("");
    }

    /** Guards and followers take an epoch that falls for a database that has forgotten. */
    @Test
    void underANewNameTakesNoEpochAway() throws Exception {
        try (var site = new Site().pair()) {
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
            Eventually.holds(() -> assertThat(role(site, "a")).containsEntry("role", "NONE"));
            var epoch = role(site, "b").get("epoch");
            var definition = new HashMap<>(get("/deployments/" + site.d).<Map<String, Object>>path("definition"));
            definition.put("main", Map.of("id", "c", "access", Map.of("kind", "http", "url", elsewhere(site))));
            as(Tokens.admin()).body(definition).put("/deployments/" + site.d).statusCode(204);
            Eventually.holds(() -> assertThat(role(site, "c")).containsEntry("role", "NONE"));
            assertThat(role(site, "b")).containsEntry("role", "OWNER").containsEntry("epoch", epoch);
        }
    }

    @Test
    void takesTheNameOfOneThatHasStoppedAndOfNoOwner() throws Exception {
        try (var site = new Site().pair()) {
            refused(put(site, "main"), 409, "node-owns-groups")
                    .body("errors.field", equalTo(List.of("main.access.url")))
                    .body("errors.value", equalTo(List.of("127.0.0.1:9/" + site.d)));
            put(site, "standby").statusCode(204);
        }
    }
}
