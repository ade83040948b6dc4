package dev.switchover.resilience.roles.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.TestSettings;
import dev.switchover.resilience.roles.RoleRows;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RoleEndpointsIT {

    private final RoleRows roles = RoleRows.in(TestSettings.database());

    @Test
    void theOwnerGets200AndEverybodyElse503() {
        roles.set("a", "telephony", "OWNER", 1);
        roles.set("b", "telephony", "NONE", 1);
        roles.move("telephony", "b", "a", 2);
        Eventually.holds(() -> assertThat(status("b")).isEqualTo(200));
        Request.ofNobody()
                .get("/roles/" + roles.deployment() + "/b")
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("role", equalTo("OWNER"))
                .body("owner", equalTo("b"))
                .body("epoch", equalTo(2));
        Request.ofNobody()
                .get("/roles/" + roles.deployment() + "/a/telephony")
                .statusCode(503)
                .body("role", equalTo("DRAINING"))
                .body("owner", equalTo("b"))
                .body("epoch", equalTo(2));
    }

    @Test
    void whatIsUnknownIsNotOwned() {
        for (var path : new String[] {"/roles/nowhere/a", "/roles/nowhere/a/data", "/roles/%20/%C3%A9"}) {
            Request.ofNobody()
                    .get(path)
                    .statusCode(503)
                    .body("role", equalTo("UNKNOWN"))
                    .body("owner", nullValue())
                    .body("since", nullValue())
                    .body("epoch", equalTo(0));
        }
    }

    /** A group in the query would be overlooked, and the answer be that of another group. */
    @Test
    void whatIsNotKnownInTheQueryIsRefused() {
        roles.set("a", "services", "OWNER", 1);
        Eventually.holds(() -> assertThat(status("a")).isEqualTo(200));
        for (var path : new String[] {"/a?group=data", "/a/services?epoch=1", "/a?x"}) {
            Request.ofNobody()
                    .get("/roles/" + roles.deployment() + path)
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/invalid-request"))
                    .body("errors[0].rule", equalTo("known-parameter"));
        }
    }

    @Test
    void headSaysTheSameWithoutABody() {
        roles.set("a", "services", "OWNER", 1);
        roles.set("b", "services", "NONE", 1);
        Eventually.holds(() -> assertThat(status("a")).isEqualTo(200));
        for (var node : new String[] {"a", "b"}) {
            var full = Request.ofNobody().get("/roles/" + roles.deployment() + "/" + node);
            Request.ofNobody()
                    .head("/roles/" + roles.deployment() + "/" + node)
                    .statusCode(full.statusCode())
                    .header("Content-Length", full.header("Content-Length"))
                    .body(emptyString());
        }
    }

    @Test
    void tellsHowOldTheAnswerIs() {
        roles.set("a", "services", "OWNER", 1);
        Eventually.holds(() -> assertThat(status("a")).isEqualTo(200));
        var answer = Eventually.answers(
                () -> Request.ofNobody().get("/roles/" + roles.deployment() + "/a"),
                it -> Set.of("0", "1").contains(it.header("Switchover-Age")));
        assertThat(Instant.parse(answer.path("observedAt")))
                .isBetween(Instant.parse(answer.path("since")), Instant.now().plusSeconds(1));
    }

    /** Not all of them, where the machine has much else to do. */
    @Test
    void aChangeIsAnsweredWithinATenthOfASecond() {
        roles.set("a", "services", "OWNER", 1);
        roles.set("b", "services", "NONE", 1);
        Eventually.holds(() -> assertThat(status("a")).isEqualTo(200));
        var took = LongStream.rangeClosed(2, 21)
                .map(epoch -> millisUntilOwned(epoch % 2 == 0 ? "b" : "a", epoch))
                .sorted()
                .toArray();
        assertThat(took[2])
                .as("milliseconds: %s", LongStream.of(took).boxed().toList())
                .isLessThan(100);
    }

    private long millisUntilOwned(String node, long epoch) {
        roles.set(node, "services", "OWNER", epoch);
        var committed = System.nanoTime();
        Eventually.holds(() -> assertThat(status(node)).isEqualTo(200));
        return Duration.ofNanos(System.nanoTime() - committed).toMillis();
    }

    @Test
    void anOlderEpochAfterANewerOneIsNotShownAndCountsAsOld() {
        roles.set("a", "services", "OWNER", 8);
        roles.set("b", "services", "NONE", 8);
        Eventually.holds(() -> assertThat(status("a")).isEqualTo(200));
        roles.execute(
                "update claims.role set epoch = 7, role = 'NONE' where deployment = '" + roles.deployment() + "'");
        roles.execute(
                "update claims.role set role = 'OWNER' where node = 'b' and deployment = '" + roles.deployment() + "'");
        Eventually.holds(() -> assertThat(age("a")).isGreaterThanOrEqualTo(1));
        assertThat(status("a")).isEqualTo(200);
        assertThat(status("b")).isEqualTo(503);
        roles.set("b", "services", "OWNER", 9);
        Eventually.holds(() -> assertThat(status("b")).isEqualTo(200));
        assertThat(age("b")).isZero();
    }

    @Test
    void whileTheDatabaseIsAwayTheLastKnownIsAnswered() {
        roles.set("a", "services", "OWNER", 1);
        Eventually.holds(() -> assertThat(status("a")).isEqualTo(200));
        try (var outage = Outage.of(TestSettings.database())) {
            outage.holdsOffEverybody();
            Eventually.holds(() -> assertThat(age("a")).isGreaterThanOrEqualTo(2));
            assertThat(status("a")).isEqualTo(200);
            assertThat(status("b")).isEqualTo(503);
        }
        Eventually.holds(() -> assertThat(age("a")).isZero());
        roles.set("b", "services", "OWNER", 2);
        Eventually.holds(() -> assertThat(status("b")).isEqualTo(200));
    }

    @Test
    void otherMethodsAreNotForRoles() {
        assertThat(Request.ofNobody()
                        .delete("/roles/" + roles.deployment() + "/a")
                        .statusCode())
                .isIn(404, 405);
    }

    @Test
    void namesThatSomebodyMakesUpFillNoMetrics() {
        Request.ofNobody().get("/roles/made-up/by-somebody");
        Request.ofNobody().get("/roles/made-up/by-somebody/else");
        Request.ofNobody().get("/where/made-up");
        var metrics = Request.ofNobody().get("/q/metrics").asString();
        assertThat(metrics)
                .contains("uri=\"/roles/", "switchover_roles_age_seconds")
                .doesNotContain("made-up");
    }

    private int status(String node) {
        return Request.ofNobody()
                .get("/roles/" + roles.deployment() + "/" + node)
                .statusCode();
    }

    private long age(String node) {
        return Long.parseLong(Request.ofNobody()
                .get("/roles/" + roles.deployment() + "/" + node)
                .header("Switchover-Age"));
    }
}
