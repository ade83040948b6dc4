package dev.switchover.resilience;

import static dev.switchover.resilience.StoredEvents.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.StoredStory.Stored;
import dev.switchover.resilience.drill.domain.DrillEvent.DrillCalledFor;
import dev.switchover.resilience.measuring.domain.Figures;
import dev.switchover.resilience.measuring.domain.MeasurementEvent.SwitchoverMeasured;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The names and the JSON that lie in databases already: they may be added to, never changed. */
class StoredEventNamesTest {

    static List<Stored> all() {
        return STORY.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadAndWrittenAsItAlwaysWas(Stored stored) {
        assertThat(STORY.write(stored.aggregate(), STORY.event(stored))).isEqualTo(stored);
    }

    @Test
    void figuresThatSaidZeroWhereNobodyHadAskedAreReadAsUnknown() {
        var read = STORY.read("switchover.measured", """
            {'measurementId':'d1.1','deployment':'d1','run':1,'until':'2026-03-01T08:00:00Z','figures':[
             {'thing':'edge','probes':0,'lost':0,'gap':'PT0S','overlap':'PT0S','unknown':'PT7S'}]}
            """);

        assertThat(read).isInstanceOfSatisfying(SwitchoverMeasured.class, it -> assertThat(it.figures())
                .containsExactly(new Figures("edge", 0, 0, null, null, Duration.ofSeconds(7), false, null)));
    }

    @Test
    void aReminderFromBeforeItsIntervalWasKeptIsReadWithoutOne() {
        var read = STORY.read(
                "drill.called-for",
                "{'reminderId':'d1.1','deployment':'d1','since':'2026-03-01T08:00:00Z','held':true}");

        assertThat(read).isInstanceOfSatisfying(DrillCalledFor.class, it -> assertThat(it.every())
                .isNull());
    }

    @Test
    void noEventIsForgotten() {
        assertThat(all().stream().map(stored -> STORY.event(stored).getClass().getName()))
                .containsAll(STORY.every());
    }
}
