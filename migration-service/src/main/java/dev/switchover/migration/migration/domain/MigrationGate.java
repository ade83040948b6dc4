package dev.switchover.migration.migration.domain;

import dev.switchover.kit.gate.Attestation;
import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.MigrationCommand.AttestGate;
import dev.switchover.migration.migration.domain.MigrationEvent.GateAttested;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The gates of a migration: what each guards, and how long a person's word may stand in for a measurement. */
public enum MigrationGate {
    REPLICATION_IN_SYNC("replication-in-sync", Duration.ofHours(1)),
    SUPPLIERS_AUTHORISED("suppliers-authorised", Duration.ZERO),
    REGISTRATION_EXCLUSIVE("registration-exclusive", Duration.ZERO),
    RESERVE_ROUTES("reserve-routes", Duration.ofDays(7)),
    DNS_TTL_LOWERED("dns-ttl-lowered", Duration.ofDays(7)),
    MANAGEMENT_EXCLUSIVE("management-exclusive", Duration.ZERO),
    CUSTOMERS_MOVED("customers-moved", Duration.ofDays(1)),
    REGISTRATIONS_MOVED("registrations-moved", Duration.ZERO),
    INVOICES_SETTLED("invoices-settled", Duration.ofDays(1)),
    DISPUTES_CLOSED("disputes-closed", Duration.ZERO);

    private final String id;
    private final Duration attestationAge;

    MigrationGate(String id, Duration attestationAge) {
        this.id = id;
        this.attestationAge = attestationAge;
    }

    public String id() {
        return id;
    }

    /** Whether a person's word can stand in where nothing was measured. The others are measured, or waived by name. */
    public boolean attestable() {
        return !attestationAge.isZero();
    }

    /** How long an attestation holds. */
    public Duration attestationAge() {
        return attestationAge;
    }

    /** Those that stand before at least one of the commands. */
    public static List<MigrationGate> before(Set<Guarded> commands) {
        return Arrays.stream(values())
                .filter(gate -> gate.guards().stream().anyMatch(commands::contains))
                .toList();
    }

    /**
     * What is exclusive is so at every step. Suppliers, routes and replication are looked at before the first customer
     * moves: a supplier who changes his mind later harms those who moved already, and holding back the others cures nothing.
     */
    public List<Guarded> guards() {
        return switch (this) {
            case SUPPLIERS_AUTHORISED, RESERVE_ROUTES -> List.of(Guarded.FIRST_WAVE);
            case REPLICATION_IN_SYNC -> List.of(Guarded.FIRST_WAVE, Guarded.REMOVAL);
            case REGISTRATION_EXCLUSIVE, MANAGEMENT_EXCLUSIVE -> List.of(Guarded.WAVE, Guarded.REMOVAL);
            case DNS_TTL_LOWERED -> List.of(Guarded.DNS_WAVE, Guarded.DNS_CUSTOMER);
            case CUSTOMERS_MOVED, REGISTRATIONS_MOVED -> List.of(Guarded.REMOVAL);
            case INVOICES_SETTLED, DISPUTES_CLOSED -> List.of(Guarded.DECOMMISSION);
        };
    }

    /** A person's word for what nobody measures. */
    static GateAttested attested(AttestGate command) {
        var gate = find(command.gate())
                .orElseThrow(() -> Rejection.notFound("gate-not-found", "There is no gate " + command.gate() + ".")
                        .at("gate", "a gate of migrations", command.gate(), "One of " + String.join(", ", ids()))
                        .remedy("GET /migrations/%s/gates lists them."
                                .formatted(command.migrationId().value())));
        if (!gate.attestable()) {
            throw Rejection.conflict("gate-not-attestable", "Gate " + gate.id() + " is measured, not attested.")
                    .at("gate", "one that is attested", gate.id(), "One of " + String.join(", ", attestableIds()))
                    .remedy("See to what it measures: GET /migrations/%s/gates says what and how to; %s"
                            .formatted(
                                    command.migrationId().value(),
                                    Gate.NEVER_OVERRIDABLE.contains(gate.id())
                                            ? "nobody may set it aside."
                                            : "or override it by name."));
        }
        Demand.text("evidence", command.evidence());
        return new GateAttested(
                command.migrationId(), new Attestation(gate.id(), command.evidence(), command.by(), command.at()));
    }

    private static List<String> ids() {
        return Arrays.stream(values()).map(MigrationGate::id).toList();
    }

    private static List<String> attestableIds() {
        return Arrays.stream(values())
                .filter(MigrationGate::attestable)
                .map(MigrationGate::id)
                .toList();
    }

    public static Optional<MigrationGate> find(String id) {
        return Arrays.stream(values()).filter(gate -> gate.id.equals(id)).findFirst();
    }
}
