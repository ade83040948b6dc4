package dev.switchover.resilience.deployment;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.resilience.deployment.claims.DeploymentClaims;
import dev.switchover.resilience.deployment.claims.DeploymentCommands;
import dev.switchover.resilience.deployment.claims.Json;
import dev.switchover.resilience.deployment.claims.OpenTasks;
import dev.switchover.resilience.deployment.domain.Deployment;
import dev.switchover.resilience.deployment.domain.DeploymentEvent;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent;
import dev.switchover.resilience.deployment.policy.CarryOutWhenStepStarted;
import dev.switchover.resilience.deployment.policy.ReportFollowerWhenTaskDone;
import dev.switchover.resilience.deployment.policy.ReportStepWhenTaskDone;
import dev.switchover.resilience.deployment.policy.WithdrawTasksWhenChanged;
import dev.switchover.resilience.deployment.policy.WithdrawTasksWhenRetired;
import dev.switchover.resilience.deployment.view.ObligationTable;
import dev.switchover.resilience.deployment.view.RunProjection;
import dev.switchover.resilience.deployment.view.RunTable;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** What runs for deployments. */
@Singleton
class DeploymentCapability implements Capability {

    private final DeploymentCommands commands;
    private final DeploymentClaims claims;
    private final OpenTasks openTasks;
    private final CarryOutWhenStepStarted carryOut;
    private final ReportStepWhenTaskDone reportStep;
    private final ReportFollowerWhenTaskDone reportFollower;
    private final WithdrawTasksWhenChanged withdrawOfFollowers;
    private final WithdrawTasksWhenRetired withdrawTasks;
    private final Jdbi database;
    private final Json json;

    DeploymentCapability(
            DeploymentCommands commands,
            DeploymentClaims claims,
            OpenTasks openTasks,
            CarryOutWhenStepStarted carryOut,
            ReportStepWhenTaskDone reportStep,
            ReportFollowerWhenTaskDone reportFollower,
            WithdrawTasksWhenChanged withdrawOfFollowers,
            WithdrawTasksWhenRetired withdrawTasks,
            Jdbi database,
            Json json) {
        this.commands = commands;
        this.claims = claims;
        this.openTasks = openTasks;
        this.carryOut = carryOut;
        this.reportStep = reportStep;
        this.reportFollower = reportFollower;
        this.withdrawOfFollowers = withdrawOfFollowers;
        this.withdrawTasks = withdrawTasks;
        this.database = database;
        this.json = json;
    }

    @Override
    public EventNames events() {
        return EventNames.of(DeploymentEvent.class, SwitchoverEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(Deployment.class)
                .commands(commands)
                .claims(claims)
                .claims(openTasks)
                .view(
                        RunProjection.GROUP,
                        tables -> new RunProjection(
                                new RunTable(database, json, tables), new ObligationTable(database, tables)))
                .policy(carryOut)
                .policy(reportStep)
                .policy(reportFollower)
                .policy(withdrawOfFollowers)
                .policy(withdrawTasks);
    }
}
