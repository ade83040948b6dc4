package dev.switchover.resilience.measuring.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.view.RunViews;
import dev.switchover.resilience.measuring.domain.Expectation;
import dev.switchover.resilience.measuring.domain.Expectation.Occasion;
import dev.switchover.resilience.measuring.domain.Probe;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Says before a switchover what it will probably bring, by what earlier ones brought. */
@Singleton
public class Forecasts {

    private static final int ALL = 10_000;

    private final RunViews runs;
    private final DefinitionTable definitions;
    private final MeasurementTable measurements;

    Forecasts(RunViews runs, DefinitionTable definitions, Jdbi database, ObjectMapper json) {
        this.runs = runs;
        this.definitions = definitions;
        this.measurements = new MeasurementTable(database, json, ViewTables.live());
    }

    /** What kind of switchover. */
    public record Kind(
            String direction, String urgency, @Nullable String order) {}

    /** Of one that starts now with these steps. */
    public Forecast of(DeploymentId deployment, Kind kind, List<String> steps) {
        return of(
                definitions.get(deployment).definition(),
                past(deployment, Integer.MAX_VALUE).like(kind),
                kind,
                steps);
    }

    /** Of one that has begun, as it could be said then. */
    Forecast before(DeploymentId deployment, int run, Kind kind, List<String> steps) {
        return of(
                definitions.get(deployment).definition(), past(deployment, run).like(kind), kind, steps);
    }

    private Past past(DeploymentId deployment, int before) {
        var earlier = runs.switchovers(deployment, 0, ALL).stream()
                .filter(run -> run.number() < before)
                .toList();
        return new Past(earlier, measurements.of(deployment.value()));
    }

    private static Forecast of(Definition definition, Past past, Kind kind, List<String> steps) {
        var occasion = new Occasion(
                "FAILBACK".equals(kind.direction()),
                "EMERGENCY".equals(kind.urgency()),
                definition.isSingle(),
                definition.holdsData(),
                "DOCUMENT".equals(kind.order()));
        return new Forecast(
                things(definition)
                        .map(thing -> Expectation.of(thing, occasion, past.figures(thing)))
                        .toList(),
                steps.stream().distinct().map(past::step).toList());
    }

    /** Every group counts, looked at or not. */
    private static Stream<String> things(Definition definition) {
        return Stream.concat(
                definition.groups().stream().map(Group::id),
                Stream.ofNullable(definition.edge()).map(edge -> Probe.EDGE));
    }
}
