package dev.switchover.migration.registration.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.http.Plan;
import dev.switchover.kit.http.Plan.Skipped;
import dev.switchover.kit.http.Plan.Step;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.authorisation.claims.ReserveRoutesGate;
import dev.switchover.migration.cluster.claims.MigrationPlans;
import dev.switchover.migration.supplier.claims.ClaimedTrunk;
import dev.switchover.migration.supplier.claims.Trunks;
import dev.switchover.migration.supplier.domain.Supplier;
import dev.switchover.migration.supplier.domain.SupplierCommand.StartRegistrationMove;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * What moving a registration would do; asked inside a transaction, which then holds the supplier. The gate reserve-routes is
 * shown as a warning; it guards the first wave.
 */
@Singleton
public class RegistrationPlan {

    private final Aggregates aggregates;
    private final MigrationPlans migrations;
    private final Trunks trunks;
    private final ReserveRoutesGate reserveRoutes;
    private final Clock clock;

    RegistrationPlan(
            Aggregates aggregates,
            MigrationPlans migrations,
            Trunks trunks,
            ReserveRoutesGate reserveRoutes,
            Clock clock) {
        this.aggregates = aggregates;
        this.migrations = migrations;
        this.trunks = trunks;
        this.reserveRoutes = reserveRoutes;
        this.clock = clock;
    }

    public Plan of(MoveRegistration wanted) {
        var plan = migrations
                .find(wanted.migration())
                .orElseThrow(() ->
                        Rejection.notFound("migration-not-found", "There is no migration " + wanted.migration() + "."));
        trunks.demand(wanted.trunk());
        var supplier = aggregates // held: the plan stays true
                .of(Supplier.class)
                .load(wanted.trunk().supplier().toString());
        var trunk = trunks.demand(wanted.trunk());
        var gates = Gates.of(reserveRoutes.evaluate(plan, clock.instant()));
        var move = wanted.start(plan);
        if (trunk.nodes().contains(move.to().value())) {
            return nothing(wanted, gates, wanted.back() ? "on the source already" : "on the target already");
        }
        return supplier.invoke(it -> it.isMovedBy(move))
                ? nothing(wanted, gates, "on its way already")
                : Plan.of(steps(move, trunk), gates, List.of());
    }

    private static Plan nothing(MoveRegistration wanted, Gates gates, String why) {
        return Plan.of(List.of(), gates, List.of(new Skipped(wanted.trunk().toString(), why)));
    }

    private static List<Step> steps(StartRegistrationMove move, ClaimedTrunk trunk) {
        var name = trunk.ref();
        return List.of(
                new Step("release", "A person ends the registration of %s on %s".formatted(name, move.from())),
                new Step("take", "A person registers %s on %s; until then it has none".formatted(name, move.to())));
    }
}
