package dev.switchover.local.takeover;

import dev.switchover.local.demo.Report;
import dev.switchover.local.landscape.Landscape;
import dev.switchover.local.suite.Home;
import dev.switchover.local.suite.SuiteRecord;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Plays document 2 from end to end: Main and Standby, a CC pair, two MDSs and an Edge are defined, failed over and back as
 * planned, and then Main loses its power. Each run has machines and names of its own.
 */
public final class Takeover {

    private final Home home;
    private final SuiteRecord suite;
    private final String deployment;

    /** @param run part of every id it makes */
    public Takeover(Home home, SuiteRecord suite, String run) {
        this.home = home;
        this.suite = suite;
        this.deployment = "site-" + run;
    }

    /** Leaves the machines running; they end with the suite. */
    public void play(Report report) {
        var scene = scene(report);
        var told = new Told(scene, Clock.systemUTC());
        told.announce();
        new Planned(scene).play();
        new Crash(scene).play();
        told.count();
    }

    /** The machines and the deployment alone, Main active. */
    public Landscape prepare(Report report) {
        return scene(report).machines();
    }

    private Scene scene(Report report) {
        var started = new AtomicReference<@Nullable Landscape>();
        report.step("document 2: XiVO, CC, two MDSs and an Edge stand in as processes", () -> {
            Landscape.endOthers(home, deployment);
            started.set(Landscape.start(home, suite, deployment));
        });
        var scene = Scene.of(home, suite, Objects.requireNonNull(started.get()), report);
        new Defining(scene).play();
        return scene;
    }
}
