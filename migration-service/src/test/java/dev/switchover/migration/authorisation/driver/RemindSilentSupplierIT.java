package dev.switchover.migration.authorisation.driver;

import static dev.switchover.migration.Calls.cluster;
import static dev.switchover.migration.Calls.migration;
import static dev.switchover.migration.Calls.post;
import static dev.switchover.migration.Calls.supplier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.migration.authorisation.driver.RemindSilentSupplier.Reminder;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The time of a planned reminder is moved to now; everything else happens as it would then. */
@QuarkusTest
class RemindSilentSupplierIT {

    private static final Instant NEEDED_BY = Instant.parse("2999-01-10T00:00:00Z");

    @Inject
    Jdbi database;

    @Inject
    Clock clock;

    private String m = "";
    private String authorisation = "";
    private String path = "";

    @BeforeEach
    void aSupplierIsAsked() {
        var c = cluster();
        var s = supplier();
        post("/suppliers/" + s + "/trunks", """
                {"id": "ip", "cluster": "%s", "authorisation": "IP", "nodes": []}
                """.formatted(c)).statusCode(201);
        m = migration(c);
        authorisation = m + "/" + s + "/ip";
        path = "/migrations/" + m + "/authorisations/" + s + "/ip/";
        post(path + "request", "{\"neededBy\": \"%s\", \"reason\": \"change of hoster\"}".formatted(NEEDED_BY))
                .statusCode(204);
    }

    @Test
    void remindsOncePerDueDateUpToTheBound() {
        assertThat(plannedFor(1)).isEqualTo(NEEDED_BY.minus(Duration.ofDays(2)));
        for (int number = 1; number <= 3; number++) {
            plannedFor(number);
            makeDue(number);
            assertThat(reminders()).isEqualTo(number);
        }
        assertThat(planned()).isEmpty();
        assertThat(reminders()).isEqualTo(3);
    }

    @Test
    void leavesADayToTheNext() {
        plannedFor(1);
        var before = clock.instant();
        makeDue(1);
        assertThat(plannedFor(2)).isAfterOrEqualTo(before.plus(Duration.ofDays(1)));
    }

    @Test
    void endsWithTheAnswer() {
        plannedFor(1);
        makeDue(1);
        plannedFor(2);
        post(path + "acknowledge", "{\"note\": \"ticket 7\"}").statusCode(204);
        makeDue(2);
        assertThat(planned()).isEmpty();
        assertThat(reminders()).isEqualTo(1);
    }

    @Test
    void endsWithTheMigration() {
        plannedFor(1);
        post("/migrations/" + m + "/abort", "{\"reason\": \"contract kept\"}").statusCode(lessThan(300));
        makeDue(1);
        assertThat(planned()).isEmpty();
        assertThat(reminders()).isZero();
    }

    private Instant plannedFor(int number) {
        Eventually.holds(() -> assertThat(planned()).containsExactly(id(number)));
        return database.withHandle(
                handle -> handle.createQuery("select execution_time from kit.deed where task_instance = :id")
                        .bind("id", id(number))
                        .mapTo(Instant.class)
                        .one());
    }

    private void makeDue(int number) {
        database.useHandle(handle -> handle.execute(
                "update kit.deed set execution_time = ? where task_instance = ?", clock.instant(), id(number)));
        Eventually.holds(() -> assertThat(planned()).doesNotContain(id(number)));
    }

    private String id(int number) {
        return new Reminder(authorisation, NEEDED_BY, number).id();
    }

    private List<String> planned() {
        return database.withHandle(
                handle -> handle.createQuery("select task_instance from kit.deed where task_instance like :id || '/%'")
                        .bind("id", authorisation)
                        .mapTo(String.class)
                        .list());
    }

    /** As stored, not as shown. */
    private int reminders() {
        return database.withHandle(handle -> handle.createQuery("""
                        select count(*) from events.events
                         where aggregate_id = 'authorisation/' || :id and name = 'authorisation.reminded'
                        """)
                .bind("id", authorisation)
                .mapTo(int.class)
                .one());
    }
}
