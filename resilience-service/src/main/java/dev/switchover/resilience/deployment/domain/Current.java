package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.plan.domain.Step;

/** The order of a run that stands open. */
record Current(int order, Step step, long epoch, State state) {

    /** How it stands. */
    enum State {
        ASKED,
        IN_DOUBT,
        FAILED
    }

    /** What cuts a node off says so itself, unless the node answers and has not proven it. */
    Result believe(ActionReport report) {
        var contradicted = step.isFence() && report.result() == Result.SUCCEEDED && report.status() != null;
        return contradicted ? Result.IN_DOUBT : report.result();
    }

    Current as(State other) {
        return new Current(order, step, epoch, other);
    }
}
