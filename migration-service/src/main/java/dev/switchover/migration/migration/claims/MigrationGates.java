package dev.switchover.migration.migration.claims;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.migration.authorisation.claims.ReserveRoutesGate;
import dev.switchover.migration.authorisation.claims.SuppliersAuthorisedGate;
import dev.switchover.migration.cluster.claims.Management;
import dev.switchover.migration.cluster.claims.ReplicationGate;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.MigrationGate;
import dev.switchover.migration.migration.domain.SetAside;
import dev.switchover.migration.settlement.claims.Settlements;
import dev.switchover.migration.supplier.claims.RegistrationsMovedGate;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Evaluates the gates of a migration on claims: the same for whoever looks and for the command they guard. */
@Singleton
public class MigrationGates {

    private static final String ONE_OWNER = "one owner at most";

    private final ReplicationGate replication;
    private final SuppliersAuthorisedGate suppliersAuthorised;
    private final RegistrationExclusiveGate registrationExclusive;
    private final ReserveRoutesGate reserveRoutes;
    private final RegistrationsMovedGate registrationsMoved;
    private final Management management;
    private final CustomersMovedGate customersMoved;
    private final Settlements settlements;
    private final MigrationClaimTable claims;

    MigrationGates(
            ReplicationGate replication,
            SuppliersAuthorisedGate suppliersAuthorised,
            RegistrationExclusiveGate registrationExclusive,
            ReserveRoutesGate reserveRoutes,
            RegistrationsMovedGate registrationsMoved,
            Management management,
            CustomersMovedGate customersMoved,
            Settlements settlements,
            MigrationClaimTable claims) {
        this.replication = replication;
        this.suppliersAuthorised = suppliersAuthorised;
        this.registrationExclusive = registrationExclusive;
        this.reserveRoutes = reserveRoutes;
        this.registrationsMoved = registrationsMoved;
        this.management = management;
        this.customersMoved = customersMoved;
        this.settlements = settlements;
        this.claims = claims;
    }

    /** Every gate of the migration, whatever it guards. */
    public List<Gate> all(Standing migration, Instant now) {
        return Arrays.stream(MigrationGate.values())
                .map(gate -> evaluate(gate, migration, now))
                .toList();
    }

    /** As they count where two persons have agreed to something before. */
    List<Gate> all(Standing migration, Instant now, SetAside agreed) {
        return judged(all(migration, now), migration, agreed);
    }

    public Gates before(Set<Guarded> commands, Standing migration, Instant now) {
        return new Gates(MigrationGate.before(commands).stream()
                .map(gate -> evaluate(gate, migration, now))
                .toList());
    }

    Gates before(Set<Guarded> commands, Standing migration, Instant now, SetAside agreed) {
        return new Gates(judged(before(commands, migration, now).all(), migration, agreed));
    }

    private List<Gate> judged(List<Gate> measured, Standing migration, SetAside agreed) {
        return measured.stream()
                .map(gate -> agreed.judge(gate, concerns(gate.id(), migration).orElse(List.of())))
                .toList();
    }

    /** What each gate that is set aside concerns. */
    Map<String, List<String>> setAsideFor(Gates gates, Standing migration) {
        var all = new TreeMap<String, List<String>>();
        gates.all().stream().filter(Gate::overridden).forEach(gate -> concerns(gate.id(), migration)
                .ifPresent(some -> all.put(gate.id(), some)));
        return all;
    }

    /** By name; empty for a gate whose concerns become no more while a removal runs: customers, for the source is closed. */
    private Optional<List<String>> concerns(String gate, Standing migration) {
        var one = MigrationGate.find(gate).orElseThrow();
        return one == MigrationGate.REPLICATION_IN_SYNC
                ? Optional.of(List.of(replication.standing(migration.cluster(), migration.target())))
                : open(one, migration);
    }

    private Gate evaluate(MigrationGate gate, Standing migration, Instant now) {
        var measured = measure(gate, migration, now);
        if (!gate.attestable() || measured.verdict() != Verdict.UNKNOWN) {
            return measured;
        }
        return claims.attestation(migration.migration(), gate.id())
                .filter(word -> accepts(gate, migration, word.at()))
                .map(word -> measured.attested(word, gate.attestationAge(), now))
                .orElse(measured);
    }

    /** Whether a person's word would count for a gate that is shown so: only where nothing was measured. */
    public boolean awaitsWord(Gate shown, Standing migration, Instant now) {
        return MigrationGate.find(shown.id())
                .filter(MigrationGate::attestable)
                .filter(gate -> shown.attested() || shown.verdict() == Verdict.UNKNOWN)
                .filter(gate -> accepts(gate, migration, now))
                .isPresent();
    }

    /** Whether a word given then can stand in for a measurement that is missing. */
    boolean accepts(MigrationGate gate, Standing migration, Instant given) {
        return switch (gate) {
            case CUSTOMERS_MOVED -> customersMoved.accepts(migration, given);
            // a word says that there was nobody; days of customers who are known are covered by invoices
            case INVOICES_SETTLED ->
                settlements.known(
                                migration.cluster().value(), migration.source().value())
                        == 0;
            default -> true;
        };
    }

    /** What is measured, whatever anybody said. */
    Gate measure(MigrationGate gate, Standing migration, Instant now) {
        return switch (gate) {
            case REPLICATION_IN_SYNC -> replication.evaluate(migration.plan(), gate.attestationAge(), now);
            case SUPPLIERS_AUTHORISED -> suppliersAuthorised.evaluate(migration.plan(), now);
            case REGISTRATION_EXCLUSIVE -> registrationExclusive.evaluate(migration, now);
            case RESERVE_ROUTES -> reserveRoutes.evaluate(migration.plan(), now);
            case REGISTRATIONS_MOVED -> registrationsMoved.evaluate(migration.cluster(), migration.source(), now);
            case DNS_TTL_LOWERED ->
                Gate.unknown(
                        gate.id(),
                        "lowered for at least the old TTL",
                        "Lower the TTL of the customers' names, wait for the old TTL, and attest both.");
            case MANAGEMENT_EXCLUSIVE -> managementExclusive(gate, migration, now);
            case CUSTOMERS_MOVED -> customersMoved.evaluate(migration, now);
            case DISPUTES_CLOSED ->
                Gate.pass(gate.id(), "none apart from invoices, which invoices-settled judges", "0 open", now);
            case INVOICES_SETTLED ->
                settlements.gate(migration.cluster().value(), migration.source().value(), now);
        };
    }

    /** What trunks and routes a gate refuses for, each by name; empty for a gate that is about others. */
    public Optional<List<String>> open(MigrationGate gate, Standing migration) {
        return switch (gate) {
            case SUPPLIERS_AUTHORISED -> Optional.of(suppliersAuthorised.open(migration.plan()));
            case RESERVE_ROUTES -> Optional.of(reserveRoutes.open(migration.plan()));
            case REGISTRATIONS_MOVED -> Optional.of(registrationsMoved.open(migration.cluster(), migration.source()));
            default -> Optional.empty();
        };
    }

    private Gate managementExclusive(MigrationGate gate, Standing migration, Instant now) {
        return management
                .of(migration.cluster())
                .map(owner -> Gate.pass(
                        gate.id(),
                        (owner.suspended() ? "nobody; last " : "") + owner.owner() + ", epoch " + owner.epoch(),
                        ONE_OWNER,
                        now))
                .orElseGet(() -> Gate.unknown(gate.id(), ONE_OWNER, "Define the cluster's first node."));
    }
}
