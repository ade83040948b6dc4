package dev.switchover.migration.migration.domain;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
    INVOICES_SETTLED("invoices-settled", Duration.ZERO),
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

    public static List<MigrationGate> before(Guarded guarded) {
        return switch (guarded) {
            case WAVE ->
                List.of(
                        REPLICATION_IN_SYNC,
                        SUPPLIERS_AUTHORISED,
                        REGISTRATION_EXCLUSIVE,
                        RESERVE_ROUTES,
                        MANAGEMENT_EXCLUSIVE);
            case DNS_WAVE ->
                List.of(
                        REPLICATION_IN_SYNC,
                        SUPPLIERS_AUTHORISED,
                        REGISTRATION_EXCLUSIVE,
                        RESERVE_ROUTES,
                        DNS_TTL_LOWERED,
                        MANAGEMENT_EXCLUSIVE);
            case REMOVAL ->
                List.of(
                        REPLICATION_IN_SYNC,
                        REGISTRATION_EXCLUSIVE,
                        MANAGEMENT_EXCLUSIVE,
                        CUSTOMERS_MOVED,
                        REGISTRATIONS_MOVED);
            case DECOMMISSION -> List.of(INVOICES_SETTLED, DISPUTES_CLOSED);
        };
    }

    public List<Guarded> guards() {
        return Arrays.stream(Guarded.values())
                .filter(guarded -> before(guarded).contains(this))
                .toList();
    }

    public static Optional<MigrationGate> find(String id) {
        return Arrays.stream(values()).filter(gate -> gate.id.equals(id)).findFirst();
    }
}
