package dev.switchover.kit.deed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.switchover.kit.axon.JtaTransactions;
import dev.switchover.kit.axon.Observed;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** Carries out due deeds of all instances: a lease per deed, another instance takes over when it runs out. */
@Singleton
class DeedWorker {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final ObjectMapper json;
    private final JtaTransactions transactions;
    private final Clock clock;
    private final Map<String, OneTimeTask<Errand>> tasks = new LinkedHashMap<>();
    private final Scheduler scheduler;

    DeedWorker(
            DataSource database,
            ObjectMapper json,
            JtaTransactions transactions,
            Clock clock,
            @All List<Deed<?>> deeds) {
        this.json = json;
        this.transactions = transactions;
        this.clock = clock;
        deeds.forEach(this::add);
        this.scheduler = Scheduler.create(database, List.<Task<?>>copyOf(tasks.values()))
                .tableName("kit.deed")
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .serializer(new JsonDetails(json))
                .threads(8)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .clock(clock::instant)
                .build();
    }

    void start(@Observes @Priority(9_000) StartupEvent started) {
        scheduler.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent stopping) {
        scheduler.stop();
    }

    void schedule(String name, String id, Instant at, Object details) {
        scheduler.scheduleIfNotExists(task(name).instance(id, Errand.now(json.valueToTree(details))), at);
        if (!at.isAfter(clock.instant())) {
            transactions.afterCommit(scheduler::triggerCheckForDueExecutions);
        }
    }

    void cancel(String name, String id) {
        scheduler
                .getScheduledExecution(TaskInstanceId.of(name, id))
                .filter(execution -> !execution.isPicked())
                .ifPresent(execution -> scheduler.cancel(execution.getTaskInstance()));
    }

    private OneTimeTask<Errand> task(String name) {
        var task = tasks.get(name);
        if (task == null) {
            throw new IllegalArgumentException("No deed is named " + name);
        }
        return task;
    }

    private <T> void add(Deed<T> deed) {
        var task = Tasks.oneTime(deed.name(), Errand.class)
                .onFailure((failed, operations) -> again(deed, failed, operations))
                .execute((instance, context) ->
                        carryOut(deed, instance.getData(), context.getExecution().consecutiveFailures));
        tasks.put(deed.name(), task);
    }

    private <T> void carryOut(Deed<T> deed, Errand errand, int failures) {
        try {
            Observed.within(errand.traceparent(), errand.about(), "deed " + deed.name(), () -> {
                deed.carryOut(details(deed, errand), failures + 1);
                return deed;
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private <T> void again(Deed<T> deed, ExecutionComplete failed, ExecutionOperations<Errand> operations) {
        var attempts = failed.getExecution().consecutiveFailures + 1;
        Log.warnf(
                "Deed %s, attempt %d: %s",
                failed.getExecution(), attempts, failed.getCause().orElse(null));
        if (attempts < deed.attempts()) {
            operations.reschedule(failed, clock.instant().plus(pause(attempts)));
        } else {
            giveUp(deed, failed, operations);
        }
    }

    private <T> void giveUp(Deed<T> deed, ExecutionComplete failed, ExecutionOperations<Errand> operations) {
        try {
            var cause = failed.getCause().orElseGet(() -> new IllegalStateException("the worker died"));
            deed.givenUp(
                    details(deed, errand(failed)), cause instanceof Exception e ? e : new IllegalStateException(cause));
            operations.remove();
        } catch (Exception e) {
            Log.errorf(e, "Deed %s: its end could not be reported and will be again", failed.getExecution());
            operations.reschedule(failed, clock.instant().plus(pause(deed.attempts())));
        }
    }

    private static Errand errand(ExecutionComplete failed) {
        return (Errand) failed.getExecution().taskInstance.getData();
    }

    private <T> T details(Deed<T> deed, Errand errand) {
        return json.convertValue(errand.errand(), deed.details());
    }

    /** Doubles from a second up to a cap, give or take a quarter. */
    static Duration pause(int failures) {
        var plain = Math.min(LONGEST_PAUSE.toMillis(), 1000L << Math.min(failures - 1, 20));
        return Duration.ofMillis((long) (plain * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }
}
