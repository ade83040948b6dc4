package dev.switchover.migration;

import static dev.switchover.migration.StoredEvents.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.StoredStory.Stored;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveCalledOff;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemovalStarted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveCompleted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveRevertStarted;
import java.util.List;
import java.util.Map;
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
    void fieldsThatCameLaterAreMissedByNobody() {
        assertThat(STORY.read("migration.wave-completed", "{'migrationId':'m1','wave':'w1','moved':4}"))
                .isEqualTo(new WaveCompleted(new MigrationId("m1"), "w1", 4, 0));
        assertThat(STORY.read("customer.move-called-off", "{'customerId':'k2','migration':'m1','wave':'w1'}"))
                .extracting(event -> ((CustomerMoveCalledOff) event).due())
                .isNull();
        assertThat(STORY.read(
                        "migration.wave-revert-started", "{'migrationId':'m1','wave':'w1','reason':'calls fail'}"))
                .isEqualTo(new WaveRevertStarted(new MigrationId("m1"), "w1", "calls fail", 0));
        assertThat(STORY.read("migration.source-removal-started", "{'migrationId':'m1','removal':1,'gates':[]}"))
                .extracting(event -> ((SourceRemovalStarted) event).setAsideFor())
                .isEqualTo(Map.of());
    }

    @Test
    void noEventIsForgotten() {
        assertThat(all().stream().map(stored -> STORY.event(stored).getClass().getName()))
                .containsAll(STORY.every());
    }
}
