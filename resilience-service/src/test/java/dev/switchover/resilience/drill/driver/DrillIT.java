package dev.switchover.resilience.drill.driver;

import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.manual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import dev.switchover.contracts.resilience.v1.ResilienceNotice.DrillDue;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.resilience.Notices;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.drill.driver.RemindOfDrill.Due;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where nobody has practised for long: in tests that is a second. */
@QuarkusTest
class DrillIT {

    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Instant LAST = Instant.parse("2025-11-20T09:00:00Z");

    private final RemindOfDrill remind;
    private final Notices notices;

    DrillIT(RemindOfDrill remind, Notices notices) {
        this.remind = remind;
        this.notices = notices;
    }

    @Test
    void aTaskSaysSoAndTheOthersAreTold() {
        var d = manual("[\"services\"]");

        Eventually.holds(() -> get("/tasks?subject=deployment/" + d).then().body("kind", hasItem("drill-due")));
        Eventually.holds(() -> assertThat(told(d)).singleElement().satisfies(it -> {
            assertThat(it.operators()).isEqualTo("operators");
            assertThat(it.lastDrill()).as("none was ever held").isNull();
        }));
    }

    @Test
    void eachDueDateIsToldOnceWithTheDrillItCountsFrom() {
        var d = manual("[\"services\"]");
        Eventually.holds(() -> assertThat(told(d)).hasSize(1));

        remind.carryOut(new Due(d, LAST, true, QUARTER), 1);
        remind.carryOut(new Due(d, LAST, true, QUARTER), 2); // a deed may be carried out twice
        remind.carryOut(
                new Due(d, LAST.plusSeconds(1), true, null), 1); // told in order, so nothing else is to come before it

        Eventually.holds(
                () -> assertThat(told(d)).last().extracting(DrillDue::lastDrill).isEqualTo(LAST.plusSeconds(1)));
        assertThat(told(d)).extracting(DrillDue::lastDrill).containsExactly(null, LAST, LAST.plusSeconds(1));
        assertThat(told(d))
                .extracting(DrillDue::everyDays)
                .as("in tests they are due every second")
                .containsExactly(null, 90, null);
    }

    private List<DrillDue> told(String deployment) {
        return notices.told(DrillDue.class, new DeploymentId(deployment).toString());
    }
}
