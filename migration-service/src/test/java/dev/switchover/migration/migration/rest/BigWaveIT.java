package dev.switchover.migration.migration.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.axon.Commands;
import dev.switchover.migration.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A wave of very many: told and moved in small transactions, while others are served. 100,000 in the long form. */
@QuarkusTest
@Tag("long")
class BigWaveIT {

    private static final int MEMBERS = Boolean.getBoolean("switchover.long") ? 100_000 : 1_000;
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(20);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(40);

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Inject
    Jdbi database;

    private Duration longestTransaction = Duration.ZERO;
    private Duration longestCall = Duration.ZERO;

    @Test
    void holdsNobodyUp() {
        var world = new World(commands, clock).replicated().customers(1).running();
        world.post("/customers", world.newCustomer("stays")).statusCode(201);
        world.post(world.at("/waves"), "{\"id\": \"one\", \"first\": 2}").statusCode(201);
        world.post(world.at("/waves/one/start"), "{}").statusCode(202);
        time("import", () -> assertThat(
                        Api.imported("/customers/import", csv(world)).<Integer>path("appended"))
                .isEqualTo(MEMBERS));
        time("plan", () -> world.post(world.at("/waves"), "{\"id\": \"all\", \"allRemaining\": true}")
                .statusCode(201)
                .body("members", equalTo(MEMBERS)));
        time("dry run", () -> world.post(world.at("/waves/all/start?dryRun=true"), "{}")
                .statusCode(200));
        world.post(world.at("/waves/all/start"), "{}").statusCode(202);
        time("tell", () -> untilPhase(world, "ANNOUNCED"));
        world.post(world.at("/waves/all/moved"), "{\"evidence\": \"seen on b\"}")
                .statusCode(202);
        time("confirm", () -> untilPhase(world, "COMPLETED"));
        assertThat(longestTransaction).isLessThan(LONGEST_TRANSACTION);
        assertThat(longestCall).isLessThan(LONGEST_CALL);
    }

    /** Meanwhile one customer of another wave comes and goes. */
    private void untilPhase(World world, String phase) {
        var end = clock.instant().plus(PATIENCE);
        while (!world.wave(1, "phase").equals(phase)) {
            assertThat(clock.instant()).isBefore(end);
            var before = clock.instant();
            var customer = world.at("/customers/" + world.customer(1));
            world.post(customer + "/moved", "{\"evidence\": \"call\"}").statusCode(204);
            world.post(customer + "/revert", "{\"reason\": \"test\"}").statusCode(204);
            world.post(customer + "/announce", "{\"due\": \"2099-01-01T00:00:00Z\"}")
                    .statusCode(204);
            longestCall = longer(longestCall, Duration.between(before, clock.instant()));
            longestTransaction = longer(longestTransaction, oldestTransaction());
            LockSupport.parkNanos(50_000_000);
        }
    }

    private Duration oldestTransaction() {
        var age = database.withHandle(
                handle -> handle.createQuery("""
                        select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0) * 1000
                          from pg_stat_activity
                         where datname = current_database() and backend_xid is not null
                        """).mapTo(Long.class).one());
        return Duration.ofMillis(age);
    }

    @SuppressWarnings("SystemOut") // figures for whoever runs the long form
    private void time(String what, Runnable work) {
        Instant before = clock.instant();
        work.run();
        System.out.printf(
                "%,d members, %s: %s; longest transaction %s, longest three calls of others %s%n",
                MEMBERS, what, Duration.between(before, clock.instant()), longestTransaction, longestCall);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String csv(World world) {
        return "customer,party,reached_by,cluster,node\n"
                + IntStream.range(0, MEMBERS)
                        .mapToObj(i -> "%1$s-big-%2$d,p-%2$d,ip,%1$s,a".formatted(world.cluster, i))
                        .collect(Collectors.joining("\n"));
    }
}
