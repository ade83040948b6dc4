package dev.switchover.local.demo;

import dev.switchover.local.suite.SuiteRecord;
import dev.switchover.local.suite.Tokens;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Plays document 1 from end to end over the public REST API and holds what happens against what should. Each run has
 * names of its own, so it can be played again on the same data.
 */
public final class Demo {

    private final Clock clock = Clock.systemUTC();
    private final Report report;
    private final Stage stage;

    public Demo(SuiteRecord suite, Tokens tokens, Consumer<String> out) {
        var run = "d" + Long.toString(clock.millis() / 100, 36);
        this.report = new Report(out);
        this.stage = new Stage(
                run, People.of(suite, tokens), report, new Caught(suite.address("mail"), run + ".demo.example"));
    }

    /** This run's name, part of every id it makes. */
    public String run() {
        return stage.run();
    }

    /** Whether every expectation held; the report says which did not. What follows is played after document 1. */
    public boolean play(Path reportFile, List<Consumer<Report>> following) {
        try {
            new Preparation(stage, clock).play();
            new Moving(stage, clock).play();
            new Ending(stage, clock).play();
            following.forEach(act -> act.accept(report));
        } catch (RuntimeException e) {
            report.expect("the demo runs to its end", false, String.valueOf(e.getMessage()));
        }
        report.summary();
        report.write(reportFile);
        return report.passed();
    }
}
