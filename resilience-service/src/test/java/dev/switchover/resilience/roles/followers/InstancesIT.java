package dev.switchover.resilience.roles.followers;

import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.resilience.roles.RoleRows;
import dev.switchover.resilience.roles.rest.Agent;
import dev.switchover.resilience.roles.rest.Outage;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances of the shipped service on one database. */
class InstancesIT implements OnThePair {

    private final RoleRows roles = RoleRows.in(Pair.DATABASE);

    @BeforeAll
    static void start() {
        Pair.FIRST.ensureRunning();
        Pair.SECOND.ensureRunning();
    }

    @Test
    void bothAnswerAChangeWithinAQuarterOfASecond() {
        roles.set("a", "telephony", "OWNER", 1);
        roles.set("b", "telephony", "NONE", 1);
        var took = LongStream.rangeClosed(2, 21).map(epoch -> millisUntilBothKnow(epoch % 2 == 0 ? "b" : "a", epoch));
        assertWithinAQuarterOfASecond(took);
    }

    @Test
    void aNewDeploymentIsAnsweredByBothWithinAQuarterOfASecond() {
        assertWithinAQuarterOfASecond(LongStream.rangeClosed(1, 10).map(number -> millisUntilBothKnowANewOne()));
    }

    /** They have no broker in any of these tests. */
    @Test
    void allWaysToAskAreAnsweredWithoutDatabaseAndBroker() {
        var deployment = unique("d");
        var people = Pair.FIRST.operators();
        people.define(Pair.MANUAL.formatted(deployment));
        Eventually.holds(() -> assertThat(Pair.FIRST.status(deployment, "a")).isEqualTo(200));
        try (var outage = Outage.of(Pair.DATABASE)) {
            outage.holdsOffEverybody();
            Eventually.holds(() ->
                    assertThat(age(people.told("/roles/" + deployment + "/a"))).isGreaterThanOrEqualTo(2));
            assertThat(people.told("/roles/" + deployment + "/a/telephony").statusCode())
                    .isEqualTo(200);
            assertThat(people.told("/roles/" + deployment + "/b").statusCode()).isEqualTo(503);
            Eventually.holds(
                    () -> people.told("/where/" + deployment).statusCode(200).body(containsString("seconds ago")));
            assertThat(new Agent(Pair.FIRST.agentPort()).ask(deployment + "/a")).isEqualTo("ready up\n");
            assertThat(new Agent(Pair.FIRST.agentPort()).ask(deployment + "/b")).isEqualTo("ready down\n");
        }
        Eventually.holds(() ->
                assertThat(age(people.told("/roles/" + deployment + "/a"))).isLessThan(2));
    }

    private static int age(Answer told) {
        return Integer.parseInt(told.header("Switchover-Age"));
    }

    private long millisUntilBothKnow(String node, long epoch) {
        roles.set(node, "telephony", "OWNER", epoch);
        var committed = System.nanoTime();
        Eventually.holds(() -> {
            assertThat(Pair.SECOND.status(roles.deployment(), node)).isEqualTo(200);
            assertThat(Pair.FIRST.status(roles.deployment(), node)).isEqualTo(200);
        });
        return millisSince(committed);
    }

    private static long millisUntilBothKnowANewOne() {
        var deployment = unique("d");
        Pair.FIRST.operators().define(Pair.MANUAL.formatted(deployment));
        var answered = System.nanoTime();
        Eventually.holds(() -> {
            for (var instance : new RunningService[] {Pair.SECOND, Pair.FIRST}) {
                assertThat(instance.status(deployment, "a")).isEqualTo(200);
                assertThat(instance.operators().told("/where/" + deployment).statusCode())
                        .isEqualTo(200);
            }
        });
        return millisSince(answered);
    }

    /** Not all of them, where the machine has much else to do; {@code bench roles} measures what is promised. */
    private static void assertWithinAQuarterOfASecond(LongStream millis) {
        var took = millis.sorted().toArray();
        var all = LongStream.of(took).boxed().toList();
        assertThat(took[took.length / 10]).as("milliseconds: %s", all).isLessThan(250);
        assertThat(took[took.length / 2]).as("milliseconds: %s", all).isLessThan(1000);
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }
}
