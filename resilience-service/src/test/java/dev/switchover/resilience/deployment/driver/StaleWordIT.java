package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** That all is as asked is said when the node has just said so, not because it said so some seconds ago. */
@QuarkusTest
class StaleWordIT {

    private static String start(Site site) {
        return "/deployments/" + site.d + "/nodes/a/start-services";
    }

    @Test
    void aServiceThatDiedSinceTheLastLookIsStarted() throws Exception {
        try (var site = new Site().pair()) {
            post(start(site), "{}").then().statusCode(204);
            site.a.become("telephony", "inactive");
            int run = post(start(site), "{}").then().statusCode(202).extract().path("run");
            site.ended(run, "SUCCEEDED");
            post(start(site), "{}").then().statusCode(204);
        }
    }

    @Test
    void aNodeThatWasStartedUnaskedSinceIsStopped() throws Exception {
        try (var site = new Site().pair()) {
            var stop = "/deployments/" + site.d + "/nodes/b/stop-services";
            post(stop, "{}").then().statusCode(204);
            site.b.become("telephony", "active");
            post(stop, "{\"mode\": \"force\"}").then().statusCode(202);
        }
    }

    @Test
    void ofANodeThatDoesNotAnswerItIsNotSaid() throws Exception {
        try (var site = new Site().pair()) {
            site.a.cutOff();
            refused(post(start(site), "{}"), 409, "node-silent");
        }
    }
}
