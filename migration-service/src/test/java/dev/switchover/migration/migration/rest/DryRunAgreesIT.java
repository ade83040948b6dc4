package dev.switchover.migration.migration.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is asked in whatever state: a dry run shows what the command then does, and refuses what it refuses. */
@QuarkusTest
@Tag("long")
class DryRunAgreesIT {

    /** Of so many one is asked in each state, of neighbours not the same; each in the long form ({@code -Dswitchover.long=true}). */
    private static final int ONE_OF = Boolean.getBoolean("switchover.long") ? 1 : 3;

    private static final String DUE = "\"due\": \"2099-01-01T12:00:00Z\"";
    private static final String EVIDENCE = "\"evidence\": \"seen on b\"";
    private static final String REASON = "\"reason\": \"one-way audio\"";

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Inject
    Jdbi database;

    /** How far a migration of one customer is. */
    enum State {
        PLANNED,
        RUNNING,
        WAVE_PLANNED,
        TOLD,
        PUT_BACK,
        MOVED,
        MOVED_BACK,
        REMOVING,
        PAST_RETURN,
        REMOVED,
        ABORTED
    }

    /** Something to be done, and what has to be said with it. */
    private record Ask(String path, String fields) {}

    private static final List<Ask> ASKS = List.of(
            new Ask("/waves/other/start", ""),
            new Ask("/waves/all/start", ""),
            new Ask("/waves/all/start", DUE),
            new Ask("/waves/all/moved", EVIDENCE),
            new Ask("/waves/all/revert", REASON),
            new Ask("/customers/CUSTOMER/announce", DUE),
            new Ask("/customers/CUSTOMER/moved", EVIDENCE),
            new Ask("/customers/CUSTOMER/revert", REASON),
            new Ask("/remove-source", ""),
            new Ask("/removal/steps/prepare/done", EVIDENCE),
            new Ask("/removal/steps/release/done", EVIDENCE),
            new Ask("/removal/steps/delete-source/done", EVIDENCE),
            new Ask("/removal/cancel", REASON),
            new Ask("/decommission", ""),
            new Ask("/abort", REASON));

    @ParameterizedTest
    @EnumSource
    void withTheCommand(State state) {
        var world = in(state);
        for (int i = state.ordinal() % ONE_OF; i < ASKS.size(); i += ONE_OF) {
            var ask = ASKS.get(i);
            var before = events(world);
            var shown = post(world, ask, "?dryRun=true");
            assertThat(events(world)).as("%s: a look at %s", state, ask).isEqualTo(before);
            var done = post(world, ask, "");
            var changed = events(world) > before;
            assertThat(outcome(done, changed)).as("%s: %s", state, ask).isEqualTo(promise(shown));
            if (changed) {
                world = in(state);
            }
        }
    }

    private World in(State state) {
        var world = new World(commands, clock).replicated().customers(1);
        return switch (state) {
            case PLANNED -> unstarted(world);
            case RUNNING -> world.running();
            case WAVE_PLANNED -> planned(world.running());
            case TOLD -> told(planned(world.running()));
            case PUT_BACK -> putBack(told(planned(world.running())));
            case MOVED -> world.running().moved();
            case MOVED_BACK -> putBack(world.running().moved());
            case REMOVING -> removing(world.running().moved());
            case PAST_RETURN -> released(removing(world.running().moved()));
            case REMOVED -> world.running().moved().attested("customers-moved").removed();
            case ABORTED -> aborted(unstarted(world));
        };
    }

    /** A refusal by its problem; else whether anything was done. */
    private static String outcome(Answer done, boolean changed) {
        return done.statusCode() >= 400 ? done.path("type") : changed ? "done" : "nothing to do";
    }

    private static String promise(Answer shown) {
        if (shown.statusCode() >= 400) {
            return shown.path("type");
        }
        List<String> verdicts = shown.path("gates.verdict");
        List<Boolean> overridden = shown.path("gates.overridden");
        if (IntStream.range(0, verdicts.size())
                .anyMatch(gate -> !verdicts.get(gate).equals("PASS") && !overridden.get(gate))) {
            return "/problems/gates-refuse";
        }
        return shown.<List<?>>path("steps").isEmpty() ? "nothing to do" : "done";
    }

    private static Answer post(World world, Ask ask, String query) {
        var path = ask.path().replace("CUSTOMER", world.customer(1)) + query;
        return world.post(world.at(path), "{" + ask.fields() + "}");
    }

    /** What was decided about the migration, its customer and its cluster. */
    private long events(World world) {
        return database.withHandle(handle -> handle.createQuery("""
                        select count(*) from events.events
                         where aggregate_id in ('migration/' || :migration, 'customer/' || :customer, 'cluster/' || :cluster)
                        """)
                .bind("migration", world.migration)
                .bind("customer", world.customer(1))
                .bind("cluster", world.cluster)
                .mapTo(Long.class)
                .one());
    }

    private static World unstarted(World world) {
        world.post("/migrations", world.planning("PT0S")).statusCode(201);
        return world;
    }

    private static World aborted(World world) {
        world.post(world.at("/abort"), "{" + REASON + "}").statusCode(202);
        return world;
    }

    private static World planned(World world) {
        world.attested("dns-ttl-lowered");
        world.post(world.at("/waves"), "{\"id\": \"all\", \"allRemaining\": true}")
                .statusCode(201);
        return world;
    }

    private static World told(World world) {
        world.post(world.at("/waves/all/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        return world;
    }

    private static World putBack(World world) {
        world.post(world.at("/customers/" + world.customer(1) + "/revert"), "{" + REASON + "}")
                .statusCode(204);
        World.eventually(() -> world.wave(0, "phase").equals("REVERTED"));
        return world;
    }

    private static World removing(World world) {
        world.attested("customers-moved").post(world.at("/remove-source"), "{}").statusCode(202);
        return world;
    }

    private static World released(World world) {
        for (var step : List.of("prepare", "release")) {
            world.post(world.at("/removal/steps/" + step + "/done"), "{" + EVIDENCE + "}")
                    .statusCode(204);
        }
        return world;
    }
}
