package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** That all is as asked is said when the node has just said so, not because it said so some seconds ago. */
@QuarkusTest
class StaleWordIT {

    private static final String OVERRIDE =
            "{\"override\": {\"gates\": [\"node-answering\"], \"reason\": \"it was seen\"}}";

    @Inject
    Jdbi database;

    private static String start(Site site) {
        return "/deployments/" + site.d + "/nodes/a/start-services";
    }

    @Test
    void aServiceThatDiedSinceTheLastLookIsStarted() throws Exception {
        try (var site = new Site().pair()) {
            post(start(site), "{}").statusCode(204);
            site.a.become("telephony", "inactive");
            int run = post(start(site), "{}").statusCode(202).path("run");
            site.ended(run, "SUCCEEDED");
            post(start(site), "{}").statusCode(204);
        }
    }

    @Test
    void whatIsShownOfTheNodeCountsThoughItsDeploymentHasNotHeardItYet() throws Exception {
        try (var site = new Site().pair()) {
            var active = groups(site);
            site.a.become("telephony", "inactive");
            site.shows("Degraded", "Inactive");
            site.a.become("telephony", "active");
            noteThat(site, active);
            post(start(site), "{}").statusCode(204);
        }
    }

    private String groups(Site site) {
        return database.withHandle(handle -> handle.createQuery(
                        "select groups::text from claims.node_report where deployment = :d and node = 'a'")
                .bind("d", site.d)
                .mapTo(String.class)
                .one());
    }

    /** As a look does, before it tells. */
    private void noteThat(Site site, String groups) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.node_report set groups = cast(:groups as jsonb)
                         where deployment = :d and node = 'a'
                        """)
                .bind("groups", groups)
                .bind("d", site.d)
                .execute());
    }

    @Test
    void aNodeThatWasStartedUnaskedSinceIsStopped() throws Exception {
        try (var site = new Site().pair()) {
            var stop = "/deployments/" + site.d + "/nodes/b/stop-services";
            post(stop, "{}").statusCode(204);
            site.b.become("telephony", "active");
            post(stop, "{\"mode\": \"force\"}").statusCode(202);
        }
    }

    @Test
    void theDryRunLooksAnewAsTheCommandDoes() throws Exception {
        try (var site = new Site().pair()) {
            post(start(site) + "?dryRun=true", "{}")
                    .statusCode(200)
                    .body("steps", empty())
                    .body("gates", empty())
                    .body("skipped.reason", contains("All is as asked already."));
            post(start(site), OVERRIDE).statusCode(204);
            site.a.become("telephony", "inactive");
            post(start(site) + "?dryRun=true", "{}").statusCode(200).body("steps.id", hasItem("start-telephony-a"));
        }
    }

    @Test
    void whoSetsAGateAsideIsNotToldByAnOldWordThatAllIsDone() throws Exception {
        try (var site = new Site().pair()) {
            site.a.become("telephony", "inactive");
            post(start(site), OVERRIDE).statusCode(202);
        }
    }

    @Test
    void theDryRunOfAStopLooksAnewToo() throws Exception {
        try (var site = new Site().pair()) {
            var stop = "/deployments/" + site.d + "/nodes/b/stop-services?dryRun=true";
            post(stop, "{}").statusCode(200).body("steps", empty());
            site.b.become("telephony", "active");
            post(stop, "{}").statusCode(200).body("steps.id", hasItem("stop-telephony-b"));
        }
    }

    @Test
    void ofANodeThatDoesNotAnswerItIsNotSaid() throws Exception {
        try (var site = new Site().pair()) {
            site.a.cutOff();
            refused(post(start(site), "{}"), 409, "node-silent");
            refused(post(start(site) + "?dryRun=true", "{}"), 409, "node-silent");
        }
    }
}
