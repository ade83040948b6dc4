package dev.switchover.resilience.measuring.view;

import dev.switchover.resilience.deployment.view.RunView;
import dev.switchover.resilience.deployment.view.RunView.Done;
import dev.switchover.resilience.measuring.domain.Expectation;
import dev.switchover.resilience.measuring.domain.Figures;
import dev.switchover.resilience.measuring.domain.Figures.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Earlier switchovers with what was measured. */
record Past(List<RunView> runs, Map<Integer, List<Figures>> measured) {

    /** Those of one kind that went well. */
    Past like(Forecasts.Kind kind) {
        var alike = runs.stream()
                .filter(run -> run.kind().equals(kind.direction())
                        && run.urgency().equals(kind.urgency())
                        && (kind.order() == null || kind.order().equals(run.order()))
                        && "SUCCEEDED".equals(run.outcome()))
                .toList();
        return new Past(alike, measured);
    }

    /** Where nobody looked for long, the figure predicts nothing. */
    List<Figures> figures(String thing) {
        return runs.stream()
                .flatMap(run -> measured.getOrDefault(run.number(), List.of()).stream())
                .filter(one -> one.thing().equals(thing) && one.seen() == Seen.WHOLLY)
                .toList();
    }

    Forecast.OfStep step(String id) {
        var took = runs.stream()
                .flatMap(run -> run.steps().stream())
                .filter(step -> step.id().equals(id) && "SUCCEEDED".equals(step.state()))
                .flatMap(Past::took)
                .sorted()
                .toList();
        return Expectation.areEnough(took.size())
                ? new Forecast.OfStep(id, Expectation.median(took), Expectation.ofOwn(took.size()))
                : new Forecast.OfStep(id, null, Expectation.ofTooFew(took.size()));
    }

    private static Stream<Duration> took(Done step) {
        return Stream.ofNullable(step.endedAt()).map(ended -> Duration.between(step.startedAt(), ended));
    }
}
