package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.admin;
import static dev.switchover.resilience.Calls.becomes;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A follower is said to follow only while looks see it do so. */
@QuarkusTest
class SeenFollowersIT {

    private static final String EDGE = "followers.find { it.follower == 'edge' }.";

    @Inject
    Jdbi database;

    @Test
    void ofAnEdgeThatNobodyEverReachedNobodyKnows() {
        var d = unique("d");
        admin("/deployments", """
                {"id": "%s", "party": "p1", "groups": ["telephony"],
                 "main": {"id": "a", "access": {"kind": "manual"}},
                 "standby": {"id": "b", "access": {"kind": "manual"}},
                 "edge": {"fqdn": "edge.example.net", "probe": "http://127.0.0.1:9/", "expectHeader": "X-Node"}}
                """.formatted(d)).statusCode(201);
        isUnknown(d);
        Eventually.holds(() -> assertThat(looks(d)).isOne());
        isUnknown(d);
    }

    @Test
    void anEdgeFollowsWhileItIsSeenToAndIsUnknownWhenItNoLongerAnswers() throws Exception {
        try (var site = new Site().whole()) {
            becomes("/deployments/" + site.d, EDGE + "follows", true);
            get("/deployments/" + site.d).body(EDGE + "observedAt", notNullValue());
            site.edgeOff();
            Eventually.holds(() -> isUnknown(site.d));
        }
    }

    /** Main is told to have them by the definition; it says nothing of them itself. */
    @Test
    void ofMediaServersOfWhichTheNodeSaysNothingNobodyKnows() throws Exception {
        try (var site = new Site().mediaServers()) {
            get("/deployments/" + site.d).body("followers.follows", contains(nullValue(), nullValue()));
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
            get("/deployments/" + site.d).body("followers.follows", contains(true, true));
        }
    }

    private static void isUnknown(String d) {
        get("/deployments/" + d)
                .body(EDGE + "node", notNullValue())
                .body(EDGE + "follows", nullValue())
                .body(EDGE + "observedAt", nullValue());
    }

    /** How many have come to their end at its Edge, one at most. */
    private int looks(String d) {
        return database.withHandle(handle ->
                handle.createQuery("""
                        select count(*) from claims.watch
                         where deployment = :d and kind = 'EDGE' and looked_until is not null
                        """).bind("d", d).mapTo(Integer.class).one());
    }
}
