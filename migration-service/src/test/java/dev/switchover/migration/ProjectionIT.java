package dev.switchover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Views;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The story of {@link StoredEvents} in, rows out: the same whether it comes event by event, at once, or once more. */
@QuarkusTest
class ProjectionIT {

    @Inject
    Commands commands;

    @Inject
    Jdbi database;

    @Inject
    @All
    List<Capability> capabilities;

    static List<String> views() {
        return List.of(
                "clusters",
                "suppliers",
                "routes",
                "registration-moves",
                "customer",
                "authorisations",
                "migrations",
                "told-customers",
                "invoice");
    }

    @ParameterizedTest
    @MethodSource("views")
    void showsWhatHappenedAndShowsItAgainAfterAReplay(String view) {
        new Views(commands, database, capabilities).showTheSameHoweverItComes(view, StoredEvents.STORY);
    }

    @Test
    void noViewIsForgotten() {
        assertThat(new Views(commands, database, capabilities).names()).containsExactlyInAnyOrderElementsOf(views());
    }
}
