package dev.switchover.resilience.measuring.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.view.RunView;
import dev.switchover.resilience.deployment.view.RunViews;
import dev.switchover.resilience.measuring.domain.Evaluation;
import dev.switchover.resilience.measuring.domain.MeasurementCommand.RecordMeasurement;
import dev.switchover.resilience.measuring.domain.MeasurementId;
import dev.switchover.resilience.measuring.domain.Probe;
import dev.switchover.resilience.measuring.domain.Probes;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.roles.claims.RoleWatch;
import dev.switchover.resilience.roles.domain.Role;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a switchover from outside until it has ended, then records what came of it. If the instance dies, another goes on
 * when the lease runs out; the time between is unknown.
 */
@Singleton
public class MeasureSwitchover implements Deed<MeasureSwitchover.Subject> {

    public static final String NAME = "measure-switchover";

    private static final int ATTEMPTS = 1000;

    /** The discard port of this machine. */
    private static final List<Probe> NOWHERE = List.of(
            new Probe("nothing", "nobody", "http://127.0.0.1:9/"), new Probe("nothing", "nobody", "sip:127.0.0.1:9"));

    /** Which run of which deployment. */
    public record Subject(String deployment, int run) {

        /** Names the deed. */
        public String id() {
            return deployment + "/" + run;
        }
    }

    private final Commands commands;
    private final DefinitionTable definitions;
    private final RunViews runs;
    private final SampleTable samples;
    private final RoleWatch roles;
    private final MeasuringConfig config;
    private final Clock clock;
    private final Semaphore places;
    private volatile boolean stopping;

    MeasureSwitchover(
            Commands commands,
            DefinitionTable definitions,
            RunViews runs,
            SampleTable samples,
            RoleWatch roles,
            MeasuringConfig config,
            Clock clock) {
        this.commands = commands;
        this.definitions = definitions;
        this.runs = runs;
        this.samples = samples;
        this.roles = roles;
        this.config = config;
        this.clock = clock;
        this.places = new Semaphore(config.atOnce());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Subject> details() {
        return Subject.class;
    }

    /** Interruptions of all kinds end an attempt; what was seen is kept. */
    @Override
    public int attempts() {
        return ATTEMPTS;
    }

    /** The first look of a fresh process takes long, and that would be unknown time. */
    void warmUp(@Observes StartupEvent started) {
        Thread.ofVirtual().name("first-look").start(() -> {
            try (var prober = new Prober(NOWHERE, probe -> true, config, clock)) {
                prober.look().join();
            } catch (IOException | RuntimeException e) {
                Log.debugf("The first look at nowhere: %s", e.getMessage());
            }
        });
    }

    /** Before the deeds are asked to end. */
    void stop(@Observes @Priority(1) ShutdownEvent stopping) {
        this.stopping = true;
    }

    @Override
    public void carryOut(Subject subject, int attempt) throws IOException {
        if (!places.tryAcquire()) {
            throw new IllegalStateException("too many switchovers are measured at once: " + subject.id());
        }
        try {
            look(subject);
            record(subject);
        } finally {
            places.release();
        }
    }

    private void look(Subject subject) throws IOException {
        var probes = Probes.of(definitions.last(new DeploymentId(subject.deployment())));
        if (probes.isEmpty()) {
            return;
        }
        try (var prober = new Prober(probes, probe -> isLedTo(subject, probe), config, clock);
                var session = new Session(
                        prober, config.interval(), seen -> samples.add(subject.deployment(), subject.run(), seen))) {
            session.run(() -> isOver(subject));
        }
    }

    /** By the roles that followers are told: whoever owns it, or finishes what runs. */
    private boolean isLedTo(Subject subject, Probe probe) {
        if (!probe.isByRole()) {
            return true;
        }
        var role = roles.board()
                .of(subject.deployment(), probe.node(), probe.thing())
                .role();
        return role == Role.OWNER || role == Role.DRAINING;
    }

    private boolean isOver(Subject subject) {
        if (stopping || Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("this instance stops; another goes on");
        }
        try {
            return run(subject).filter(run -> clock.instant().isAfter(end(run))).isPresent();
        } catch (JdbiException e) {
            Log.warnf("Whether %s has ended cannot be read yet: %s", subject.id(), e.getMessage());
            return false;
        }
    }

    /** When the last look is due. */
    private Instant end(RunView run) {
        var longest = run.startedAt().plus(config.longest());
        var ended = run.endedAt();
        return ended == null ? longest : ended.plus(config.epilogue());
    }

    private Optional<RunView> run(Subject subject) {
        return runs.find(new DeploymentId(subject.deployment()), subject.run());
    }

    /** A planned one begins while all is well; whoever is in an emergency comes to something that is down. */
    private static @Nullable String lost(RunView run) {
        return SwitchoverKind.EMERGENCY.name().equals(run.urgency()) ? run.from() : null;
    }

    private void record(Subject subject) {
        var run = run(subject).orElseThrow(() -> new IllegalStateException("the run is not to be seen yet"));
        var things = Probes.things(definitions.last(new DeploymentId(subject.deployment())));
        var ended = run.endedAt();
        var until = ended == null ? run.startedAt().plus(config.longest()) : ended;
        var seen = samples.of(subject.deployment(), subject.run());
        var figures = new Evaluation(seen, run.startedAt(), until, config.tolerance(), lost(run)).of(things);
        commands.send(new RecordMeasurement(
                MeasurementId.of(subject.deployment(), subject.run()),
                subject.deployment(),
                subject.run(),
                until,
                figures));
    }
}
