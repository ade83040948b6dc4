package dev.switchover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.migration.StoredEvents.Stored;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.WaveEvent.WaveCompleted;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The names and the JSON that lie in databases already: they may be added to, never changed. */
class StoredEventNamesTest {

    static List<Stored> all() {
        return StoredEvents.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadAndWrittenAsItAlwaysWas(Stored stored) {
        assertThat(StoredEvents.write(stored.aggregate(), stored.event())).isEqualTo(stored);
    }

    @Test
    void fieldsThatCameLaterAreMissedByNobody() {
        assertThat(StoredEvents.read("migration.wave-completed", "{'migrationId':'m1','wave':'w1','moved':4}"))
                .isEqualTo(new WaveCompleted(new MigrationId("m1"), "w1", 4, 0));
    }

    @Test
    void noEventIsForgotten() {
        var every = Stream.of(StoredEvents.FAMILIES)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .map(Class::getName)
                .toList();
        assertThat(all().stream().map(stored -> stored.event().getClass().getName()))
                .containsAll(every);
    }
}
