package dev.switchover.resilience.deployment.view;

import dev.switchover.kit.operation.Asked;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.resilience.deployment.claims.Json;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepAnswered;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.OrderAnswer;
import dev.switchover.resilience.plan.domain.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes views.run and views.run_step. */
public class RunTable {

    private final Jdbi database;
    private final Json json;
    private final String runs;
    private final String steps;

    public RunTable(Jdbi database, Json json, ViewTables tables) {
        this.database = database;
        this.json = json;
        this.runs = tables.name("run");
        this.steps = tables.name("run_step");
    }

    void insert(NewRun run, Instant at, Asked asked) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <runs> (deployment, run, kind, urgency, "order", drill, "from", "to", plan, gates,
                            started_by, started_at, asked_reason, ticket)
                        values (:deployment, :run, :kind, :urgency, :order, :drill, :from, :to, cast(:plan as jsonb),
                            cast(:gates as jsonb), :by, :at, :askedReason, :ticket)
                        on conflict (deployment, run) do nothing
                        """)
                .define("runs", runs)
                .bind("deployment", run.deployment())
                .bind("run", run.run())
                .bind("urgency", run.urgency())
                .bind("order", run.order())
                .bind("drill", run.drill())
                .bind("by", run.by())
                .bind("askedReason", asked.reason())
                .bind("ticket", asked.ticket())
                .bind("kind", run.plan().kind().name())
                .bind("from", text(run.plan().from()))
                .bind("to", text(run.plan().to()))
                .bind("plan", json.write(run.plan()))
                .bind("gates", json.write(run.gates()))
                .bind("at", at)
                .execute());
    }

    void begin(StepStarted event, Instant at) {
        insert(event, event.order(), event.step(), "RUNNING", at);
        database.useHandle(handle -> handle.createUpdate("""
                        update <steps> set epoch = :epoch, back = :back
                         where deployment = :deployment and run = :run and number = :number
                        """)
                .define("steps", steps)
                .bind("epoch", event.epoch())
                .bind("back", event.back())
                .bind("deployment", event.deploymentId())
                .bind("run", event.run())
                .bind("number", event.order())
                .execute());
    }

    /**
     * A step that was refused before its order was given begins and ends at once. What the node answered in vain is no
     * answer of the success that its status shows later: it is told as what came before.
     */
    void end(SwitchoverEvent event, int number, Step step, StepEnd end, Instant at) {
        insert(event, number, step, end.state(), at);
        var answer = end.answer();
        database.useHandle(handle -> handle.createUpdate("""
                        update <steps> set state = :state, ended_at = :at, said_by = :by,
                            detail = :detail || case when <in_vain> then '; it had answered before with exit code '
                                || exit_code || coalesce(': ' || nullif(output, ''), '') else '' end,
                            exit_code = case when <in_vain> then null else coalesce(:exitCode, exit_code) end,
                            output = case when <in_vain> then null else coalesce(:output, output) end,
                            answered_in = case when <in_vain> then null else coalesce(:answeredIn, answered_in) end
                         where deployment = :deployment and run = :run and number = :number
                        """)
                .define("steps", steps)
                .define("in_vain", end.isProvenWithoutAnswer() ? "coalesce(exit_code, 0) != 0" : "false")
                .bind("state", end.state())
                .bind("detail", end.detail())
                .bind("at", end.state().equals("IN_DOUBT") ? null : at)
                .bind("by", end.by())
                .bind("exitCode", answer == null ? null : answer.exitCode())
                .bind("output", answer == null ? null : answer.output())
                .bindByType("answeredIn", answer == null ? null : answer.took(), Duration.class)
                .bind("deployment", event.deploymentId())
                .bind("run", event.run())
                .bind("number", number)
                .execute());
    }

    /**
     * What came of an order, or how it stands.
     *
     * @param answer what the node answered, if that came with it
     * @param by the person whose word it is; null: no person's
     */
    record StepEnd(
            String state,
            String detail,
            @Nullable OrderAnswer answer,
            @Nullable String by) {

        boolean isProvenWithoutAnswer() {
            return state.equals("SUCCEEDED") && answer == null;
        }
    }

    /** What the node answered when it was known already what came of the order. An answer that is known stays. */
    void say(StepAnswered late) {
        var answer = late.answer();
        database.useHandle(handle -> handle.createUpdate("""
                        update <steps> set exit_code = coalesce(exit_code, :exitCode), output = coalesce(output, :output),
                            answered_in = coalesce(answered_in, :answeredIn)
                         where deployment = :deployment and run = :run and number = :number
                        """)
                .define("steps", steps)
                .bind("exitCode", answer.exitCode())
                .bind("output", answer.output())
                .bindByType("answeredIn", answer.took(), Duration.class)
                .bind("deployment", late.deploymentId())
                .bind("run", late.run())
                .bind("number", late.order())
                .execute());
    }

    void passNoReturn(SwitchoverEvent event, Instant at) {
        set(event, "no_return_at = :value", at);
    }

    /** What stood open is given up, and the way back begins. */
    void turnBack(SwitchoverEvent event, String reason, Instant at) {
        set(event, "back = :value", reason);
        database.useHandle(handle -> handle.createUpdate("""
                        update <steps> set state = 'ABORTED', ended_at = :at
                         where deployment = :deployment and run = :run and ended_at is null
                        """)
                .define("steps", steps)
                .bind("at", at)
                .bind("deployment", event.deploymentId())
                .bind("run", event.run())
                .execute());
    }

    void close(String deployment, int run, Ending ending, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <runs> set outcome = :outcome, reason = :reason, open = cast(:open as jsonb), ended_at = :at
                         where deployment = :deployment and run = :run
                        """)
                .define("runs", runs)
                .bind("outcome", ending.outcome())
                .bind("reason", ending.reason())
                .bind("open", json.write(ending.open()))
                .bind("at", at)
                .bind("deployment", deployment)
                .bind("run", run)
                .execute());
    }

    /** How a run ended. */
    record Ending(String outcome, @Nullable String reason, List<String> open) {

        static Ending done(List<String> open) {
            return new Ending(open.isEmpty() ? "SUCCEEDED" : "INCOMPLETE", null, open);
        }

        static Ending failed(String reason, boolean restored, List<String> open) {
            return new Ending(restored ? "ABORTED" : "FAILED", reason, open);
        }
    }

    private void insert(SwitchoverEvent event, int number, Step step, String state, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <steps> (deployment, run, number, step, action, node, "group", epoch, back, undo,
                            state, started_at)
                        values (:deployment, :run, :number, :step, :action, :node, :group, 0, false,
                            cast(:undo as jsonb), :state, :at)
                        on conflict (deployment, run, number) do nothing
                        """)
                .define("steps", steps)
                .bind("deployment", event.deploymentId())
                .bind("run", event.run())
                .bind("number", number)
                .bind("step", step.id())
                .bind("action", step.action() == null ? null : step.action().id())
                .bind("node", step.node())
                .bind("group", step.group().id())
                .bind("undo", json.write(step.undo()))
                .bind("state", state)
                .bind("at", at)
                .execute());
    }

    private void set(SwitchoverEvent event, String change, Object value) {
        database.useHandle(handle -> handle.createUpdate(
                        "update <runs> set " + change + " where deployment = :deployment and run = :run")
                .define("runs", runs)
                .bind("value", value)
                .bind("deployment", event.deploymentId())
                .bind("run", event.run())
                .execute());
    }

    private static @Nullable String text(@Nullable NodeId node) {
        return node == null ? null : node.value();
    }
}
