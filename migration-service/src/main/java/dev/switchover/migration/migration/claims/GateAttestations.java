package dev.switchover.migration.migration.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.Migration;
import dev.switchover.migration.migration.domain.MigrationCommand.AttestGate;
import dev.switchover.migration.migration.domain.MigrationGate;
import dev.switchover.migration.settlement.claims.Settlements;
import jakarta.inject.Singleton;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;

/** Takes a person's word on a gate only where it counts: it undoes no measurement and stands in for none that there is. */
@Singleton
public class GateAttestations {

    private final Aggregates aggregates;
    private final Migrations migrations;
    private final MigrationGates gates;
    private final Settlements settlements;

    GateAttestations(Aggregates aggregates, Migrations migrations, MigrationGates gates, Settlements settlements) {
        this.aggregates = aggregates;
        this.migrations = migrations;
        this.gates = gates;
        this.settlements = settlements;
    }

    @CommandHandler
    void handle(AttestGate command) {
        var migration = migrations.get(command.migrationId());
        MigrationGate.find(command.gate())
                .filter(MigrationGate::attestable)
                .filter(gate -> migration.phase().stillGuards(gate.id()))
                .ifPresent(gate -> demandThatItCounts(gate, migration, command));
        aggregates.of(Migration.class).load(command.migrationId().toString()).execute(it -> it.decide(command));
    }

    private void demandThatItCounts(MigrationGate gate, Standing migration, AttestGate command) {
        if (gate.guards().equals(List.of(Guarded.FIRST_WAVE)) && migrations.hasMovers(migration.migration())) {
            throw refused(gate, "It guards the first wave, which was started already.")
                    .remedy("Nothing to do: nothing waits for this gate any more.");
        }
        var measured = gates.measure(gate, migration, command.at());
        switch (measured.verdict()) {
            case PASS ->
                throw refused(gate, "It passes by what is measured: %s.".formatted(measured.measured()))
                        .remedy("Nothing to do as long as it passes.");
            case FAIL -> throw isMeasured(gate, migration, measured);
            case UNKNOWN -> {
                if (!gates.accepts(gate, migration, command.at())) {
                    throw isMeasured(gate, migration, measured);
                }
            }
        }
    }

    private Rejection isMeasured(MigrationGate gate, Standing migration, Gate measured) {
        if (gate != MigrationGate.INVOICES_SETTLED) {
            return refused(gate, "A word does not undo what is measured: %s.".formatted(measured.measured()))
                    .remedy(measured.remedy());
        }
        var known = settlements.known(
                migration.cluster().value(), migration.source().value());
        var list = "/migrations/%s/unsettled".formatted(migration.migration().value());
        return refused(
                        gate,
                        "It is measured, because %d customers are known to have been on %s: %s."
                                .formatted(known, migration.source(), measured.measured()))
                .remedy(measured.remedy() + " GET " + list + " lists them.")
                .with("unsettledPages", list);
    }

    private static Rejection refused(MigrationGate gate, String why) {
        return Rejection.conflict("gate-not-attestable", "Nobody's word counts for gate " + gate.id() + ". " + why)
                .at("gate", "one that nobody measures", gate.id());
    }
}
