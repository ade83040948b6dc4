package dev.switchover.resilience.measuring.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.view.RunView;
import dev.switchover.resilience.deployment.view.RunViews;
import dev.switchover.resilience.measuring.domain.Expectation;
import dev.switchover.resilience.measuring.domain.Expectation.Occasion;
import dev.switchover.resilience.measuring.domain.Figures;
import dev.switchover.resilience.measuring.domain.Probe;
import dev.switchover.resilience.measuring.view.Report.Earlier;
import dev.switchover.resilience.measuring.view.Report.Line;
import dev.switchover.resilience.measuring.view.Report.StepTime;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
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

    /** Where nobody looked for longer than this, the figure predicts nothing. */
    private static final Duration BLIND = Duration.ofSeconds(2);

    private final RunViews runs;
    private final DefinitionTable definitions;
    private final MeasurementTable measurements;

    Reports(RunViews runs, DefinitionTable definitions, Jdbi database, ObjectMapper json) {
        this.runs = runs;
        this.definitions = definitions;
        this.measurements = new MeasurementTable(database, json, ViewTables.live());
    }

    public Optional<Report> find(DeploymentId deployment, int number) {
        return runs.find(deployment, number)
                .filter(run -> run.kind().startsWith("FAIL"))
                .map(run -> report(deployment, run));
    }

    /** What a switchover that is planned now would probably bring. */
    public List<Expectation> expectations(DeploymentId deployment, String direction, String kind, String order) {
        var definition = definitions.get(deployment).definition();
        var past = Past.of(runs.switchovers(deployment, 0, ALL), measurements.of(deployment.value()));
        return things(definition)
                .map(thing -> expectation(thing, definition, past.like(direction, kind, order)))
                .toList();
    }

    private Report report(DeploymentId deployment, RunView run) {
        var measured = measurements.of(deployment.value());
        var earlier = runs.switchovers(deployment, 0, ALL).stream()
                .filter(one -> one.number() < run.number())
                .toList();
        var definition = definitions.get(deployment).definition();
        var past = Past.of(earlier, measured).like(run.kind(), run.urgency(), run.order());
        var own = measured.getOrDefault(run.number(), List.of());
        var lines = things(definition)
                .map(thing -> new Line(expectation(thing, definition, past), figures(own, thing)))
                .toList();
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
                run.steps().stream().map(Reports::time).toList(),
                lines,
                run.open(),
                earlier.reversed().stream().map(one -> earlier(one, measured)).toList());
    }

    private static Expectation expectation(String thing, Definition definition, Past past) {
        var occasion = new Occasion(
                "FAILBACK".equals(past.direction()),
                "EMERGENCY".equals(past.kind()),
                definition.isSingle(),
                "DOCUMENT".equals(past.order()));
        return Expectation.of(thing, occasion, past.gaps(thing));
    }

    private static Stream<String> things(Definition definition) {
        var nodes = Stream.of(definition.main(), definition.standby()).flatMap(node -> node.probes().keySet().stream());
        var edge = Stream.ofNullable(definition.edge()).map(found -> Probe.EDGE);
        return Stream.concat(nodes, edge).distinct().sorted();
    }

    private static @Nullable Figures figures(List<Figures> measured, String thing) {
        return measured.stream()
                .filter(one -> one.thing().equals(thing))
                .findFirst()
                .orElse(null);
    }

    private static StepTime time(RunView.Done step) {
        return new StepTime(step.id(), step.state(), step.startedAt(), between(step.startedAt(), step.endedAt()));
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

    /** Earlier switchovers of one kind with what was measured. */
    private record Past(
            @Nullable String direction,
            @Nullable String kind,
            @Nullable String order,
            List<RunView> runs,
            Map<Integer, List<Figures>> measured) {

        static Past of(List<RunView> runs, Map<Integer, List<Figures>> measured) {
            return new Past(null, null, null, runs, measured);
        }

        Past like(String direction, String kind, @Nullable String order) {
            var alike = runs.stream()
                    .filter(run -> run.kind().equals(direction)
                            && run.urgency().equals(kind)
                            && (order == null || order.equals(run.order()))
                            && "SUCCEEDED".equals(run.outcome()))
                    .toList();
            return new Past(direction, kind, order, alike, measured);
        }

        List<Duration> gaps(String thing) {
            return runs.stream()
                    .flatMap(run -> measured.getOrDefault(run.number(), List.of()).stream())
                    .filter(one -> one.thing().equals(thing) && one.unknown().compareTo(BLIND) <= 0)
                    .map(Figures::gap)
                    .toList();
        }
    }
}
