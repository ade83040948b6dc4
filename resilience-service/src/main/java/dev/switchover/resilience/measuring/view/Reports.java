package dev.switchover.resilience.measuring.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.KeptBack;
import dev.switchover.resilience.deployment.view.ObligationTable;
import dev.switchover.resilience.deployment.view.ObligationView;
import dev.switchover.resilience.deployment.view.RunView;
import dev.switchover.resilience.deployment.view.RunViews;
import dev.switchover.resilience.measuring.domain.Expectation;
import dev.switchover.resilience.measuring.domain.Figures;
import dev.switchover.resilience.measuring.domain.Figures.Seen;
import dev.switchover.resilience.measuring.domain.Probes;
import dev.switchover.resilience.measuring.view.Report.Earlier;
import dev.switchover.resilience.measuring.view.Report.Line;
import dev.switchover.resilience.measuring.view.Report.Owed;
import dev.switchover.resilience.measuring.view.Report.StepTime;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Puts reports together from runs, their measurements and those of earlier ones. */
@Singleton
public class Reports {

    private static final int ALL = 10_000;

    private final RunViews runs;
    private final DefinitionTable definitions;
    private final Forecasts forecasts;
    private final MeasurementTable measurements;
    private final ObligationTable obligations;

    Reports(RunViews runs, DefinitionTable definitions, Forecasts forecasts, Jdbi database, ObjectMapper json) {
        this.runs = runs;
        this.definitions = definitions;
        this.forecasts = forecasts;
        this.measurements = new MeasurementTable(database, json, ViewTables.live());
        this.obligations = new ObligationTable(database, ViewTables.live());
    }

    public Optional<Report> find(DeploymentId deployment, int number) {
        return runs.find(deployment, number)
                .filter(run -> run.kind().startsWith("FAIL"))
                .map(run -> report(deployment, run));
    }

    private Report report(DeploymentId deployment, RunView run) {
        var measured = measurements.of(deployment.value());
        var earlier = runs.switchovers(deployment, 0, ALL).stream()
                .filter(one -> one.number() < run.number())
                .toList();
        var found = forecast(deployment, run);
        var forecast = left(run).map(found::withLossOfData).orElse(found);
        var own = measured.getOrDefault(run.number(), List.of());
        var awaited = measured.containsKey(run.number()) ? List.<String>of() : probed(deployment);
        return new Report(
                deployment.value(),
                run.number(),
                run.drill(),
                run.kind(),
                run.urgency(),
                run.order(),
                run.startedAt(),
                run.endedAt(),
                between(run.startedAt(), run.endedAt()),
                run.outcome(),
                run.reason(),
                run.steps().stream().map(step -> time(step, forecast)).toList(),
                forecast.things().stream()
                        .map(thing -> line(thing, figures(own, thing.thing()), awaited))
                        .toList(),
                owed(deployment, run),
                earlier.reversed().stream().map(one -> earlier(one, measured)).toList());
    }

    /** The data that were left are unknown, whatever others lost. */
    private static Optional<String> left(RunView run) {
        return run.steps().stream()
                .flatMap(step -> Stream.ofNullable(step.detail()))
                .flatMap(detail -> KeptBack.left(detail).stream())
                .findFirst();
    }

    /** What was opened again later is not what this switchover left. */
    private List<Owed> owed(DeploymentId deployment, RunView run) {
        var all = obligations.of(deployment.value());
        return run.open().stream()
                .map(id -> all.stream()
                        .filter(one -> one.id().equals(id) && !one.openedAt().isAfter(end(run)))
                        .max(Comparator.comparing(ObligationView::openedAt))
                        .map(one -> new Owed(id, one.what(), one.metAt(), one.metBy()))
                        .orElse(new Owed(id, null, null, null)))
                .toList();
    }

    private static Instant end(RunView run) {
        return run.endedAt() == null ? Instant.MAX : run.endedAt();
    }

    private Forecast forecast(DeploymentId deployment, RunView run) {
        return forecasts.before(
                deployment,
                run.number(),
                new Forecasts.Kind(run.kind(), run.urgency(), run.order()),
                run.steps().stream().map(RunView.Done::id).toList());
    }

    /** What figures will be told of. */
    private List<String> probed(DeploymentId deployment) {
        return Probes.things(definitions.last(deployment));
    }

    private static Line line(Expectation predicted, @Nullable Figures measured, List<String> awaited) {
        if (measured != null) {
            return new Line(predicted, measured, measured.seen());
        }
        return new Line(predicted, null, awaited.contains(predicted.thing()) ? Seen.NOT_YET : Seen.NOT);
    }

    private static @Nullable Figures figures(List<Figures> measured, String thing) {
        return measured.stream()
                .filter(one -> one.thing().equals(thing))
                .findFirst()
                .orElse(null);
    }

    private static StepTime time(RunView.Done step, Forecast forecast) {
        var predicted = forecast.steps().stream()
                .filter(one -> one.step().equals(step.id()))
                .findFirst()
                .orElseThrow();
        return new StepTime(
                step.id(), step.state(), step.startedAt(), between(step.startedAt(), step.endedAt()), predicted.took());
    }

    private static Earlier earlier(RunView run, Map<Integer, List<Figures>> measured) {
        return new Earlier(
                run.number(),
                run.kind(),
                run.urgency(),
                run.drill(),
                run.startedAt(),
                run.outcome(),
                measured.getOrDefault(run.number(), List.of()));
    }

    private static @Nullable Duration between(Instant from, @Nullable Instant to) {
        return to == null ? null : Duration.between(from, to);
    }
}
