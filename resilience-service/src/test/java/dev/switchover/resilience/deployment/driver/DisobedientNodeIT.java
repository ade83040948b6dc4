package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.becomes;
import static dev.switchover.resilience.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node that serves what is not its own, and whose hook cannot stop it. */
@QuarkusTest
class DisobedientNodeIT {

    private static final String STOP = "stop-telephony";
    private static final String ORDER = "nodes[0].groups.find { it.group == 'telephony' }.stopOrder";

    /** After which the next order is no repetition. */
    interface Change {
        void happensAt(Site site);
    }

    static Stream<Named<Change>> changes() {
        return Stream.of(
                Named.of("it says something else", site -> site.a.become("telephony", "draining")),
                Named.of("it comes back", site -> {
                    site.a.cutOff();
                    Eventually.holds(
                            () -> assertThat(get("/deployments/" + site.d).<String>path("nodes[0].trouble"))
                                    .isNotBlank());
                    becomes("/deployments/" + site.d, ORDER, null);
                    site.a.powerOn();
                }),
                Named.of("it is reached otherwise", site -> {
                    var definition =
                            new HashMap<>(get("/deployments/" + site.d).<Map<String, Object>>path("definition"));
                    definition.put("drain", "PT6S");
                    as(Tokens.admin())
                            .body(definition)
                            .put("/deployments/" + site.d)
                            .statusCode(204);
                }));
    }

    private static Site disobedient() throws Exception {
        var site = new Site().pair();
        site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
        site.a.failures.put(STOP, Integer.MAX_VALUE);
        site.a.become("telephony", "active");
        return site;
    }

    private static void isToldInARow(Site site, int times) {
        becomes("/deployments/" + site.d, ORDER + ".times", times);
    }

    @Test
    void isToldEverLaterWhileItComesToTheSame() throws Exception {
        try (var site = disobedient()) {
            isToldInARow(site, 3);

            var order = get("/deployments/" + site.d).<Map<String, String>>path(ORDER);
            assertThat(order).containsEntry("result", "FAILED").containsEntry("output", STOP);
            assertThat(Duration.between(Instant.parse(order.get("givenAt")), Instant.parse(order.get("nextAt"))))
                    .isEqualTo(Site.EVERY.multipliedBy(4));
            assertThat(site.a.journal.stream().filter(done -> done.action().equals(STOP) && done.exitCode() == 1))
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void isToldAtOnceAfterAChange(Change change) throws Exception {
        try (var site = disobedient()) {
            isToldInARow(site, 2);
            change.happensAt(site);
            isToldInARow(site, 1);

            site.a.failures.remove(STOP);

            Eventually.holds(() -> assertThat(site.a.state("telephony")).isEqualTo("inactive"));
            becomes("/deployments/" + site.d, ORDER, null);
        }
    }
}
