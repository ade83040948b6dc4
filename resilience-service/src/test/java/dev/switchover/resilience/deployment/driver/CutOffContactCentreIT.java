package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A contact centre that nobody can reach: nobody claims to know what it does, and it is owed. */
@QuarkusTest
class CutOffContactCentreIT {

    /** Several looks at it, and longer than its last word counts. */
    private static final Duration A_WHILE = Site.FRESH.plus(Site.SEVERAL_LOOKS);

    @Inject
    Jdbi database;

    @Inject
    Clock clock;

    /** The old side's contact centre is cut off while the deployment goes over without it. */
    private static Site goneOver() throws Exception {
        var site = new Site().contactCentre();
        Eventually.holds(() -> centre(site, "Active", "Inactive"));
        site.ccA.powerOff();
        site.ended(site.switchover("FAILOVER", ""), "INCOMPLETE");
        assertThat(site.owed()).containsExactly("cc-cc-a");
        assertThat(site.ccB.state("services")).isEqualTo("active");
        Eventually.holds(() -> centre(site, "Unknown", "Active"));
        return site;
    }

    private static void centre(Site site, String a, String b) {
        assertThat(get("/deployments/" + site.d).<List<String>>path("cc.status"))
                .containsExactly(a, b);
    }

    /** As after a start of the service: the last word is old, for nobody has asked since. */
    @Test
    void theTimeInWhichNobodyAskedIsNotItsAndWhatIsMetBeforeTheEndIsNotLeftOpen() throws Exception {
        try (var site = new Site().contactCentre("PT1M")) {
            Eventually.holds(() -> centre(site, "Active", "Inactive"));
            var before = clock.instant();
            site.ccA.cutOff();
            makeItsWordOld(site);

            var run = site.switchover("FAILOVER", "");
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("cc-cc-a"));
            assertThat(Instant.parse(get("/deployments/" + site.d).path("obligations[0].openedAt")))
                    .isAfterOrEqualTo(before.plus(Site.FRESH));

            site.ccA.powerOn();
            site.ended(run, "SUCCEEDED");
        }
    }

    private void makeItsWordOld(Site site) {
        database.useHandle(handle -> handle.createUpdate(
                        "update claims.node_report set at = at - interval '1 hour' where deployment = :d and node = 'cc-a'")
                .bind("d", site.d)
                .execute());
    }

    @Test
    void itIsStoppedAndItsDebtMetWhenItAnswersAgain() throws Exception {
        try (var site = goneOver()) {
            site.ccA.become("services", "active"); // it had served on all the time
            site.ccA.powerOn();
            Eventually.holds(() -> centre(site, "Inactive", "Active"));
            assertThat(site.ccA.state("services")).isEqualTo("inactive");
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
        }
    }

    @Test
    void oneThatDoesNotStartIsToldEverLaterUntilItDoes() throws Exception {
        try (var site = new Site().contactCentre()) {
            site.ccB.failures.put("start-services", Integer.MAX_VALUE);
            site.ended(site.switchover("FAILOVER", ""), "INCOMPLETE");
            Eventually.holds(() -> assertThat(site.ccB.pauses("start-services")).hasSize(2));
            assertThat(site.ccB.pauses("start-services"))
                    .satisfiesExactly(first -> assertThat(first).isGreaterThan(Site.EVERY), then -> assertThat(then)
                            .isGreaterThan(Site.EVERY.multipliedBy(2)));
            site.ccB.failures.remove("start-services");
            Eventually.holds(() -> centre(site, "Inactive", "Active"));
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
        }
    }

    @Test
    void whoHasSeenThatItIsDeadMeetsItWithEvidenceAndIsNotAskedAgain() throws Exception {
        try (var site = goneOver()) {
            post("/deployments/" + site.d + "/obligations/cc-cc-a/proof", "{\"evidence\": \"its power is off\"}")
                    .statusCode(204);
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
            get("/deployments/" + site.d + "/obligations")
                    .body("evidence", hasItem("its power is off"))
                    .body("metBy", hasItem("olga"));
            Eventually.staysTrue(A_WHILE, () -> assertThat(site.owed()).isEmpty());
            centre(site, "Unknown", "Active");
        }
    }

    /** What it said before it was silent is nobody's word on it. */
    @Test
    void whoeverIsToBeAskedByHandFromNowOnIsAskedFirst() throws Exception {
        try (var site = goneOver()) {
            site.ended(site.switchover("FAILBACK", ""), "INCOMPLETE");
            assertThat(site.owed()).contains("cc-cc-a");
            var definition = new HashMap<>(get("/deployments/" + site.d).<Map<String, Object>>path("definition"));
            var cc = new HashMap<>(get("/deployments/" + site.d).<Map<String, Object>>path("definition.cc"));
            cc.put("main", Map.of("id", "cc-a", "fqdn", "cc-a.example.net", "access", Map.of("kind", "manual")));
            definition.put("cc", cc);
            as(Tokens.admin()).body(definition).put("/deployments/" + site.d).statusCode(204);
            Eventually.staysTrue(
                    Site.SEVERAL_LOOKS, () -> assertThat(site.owed()).contains("cc-cc-a"));
        }
    }
}
