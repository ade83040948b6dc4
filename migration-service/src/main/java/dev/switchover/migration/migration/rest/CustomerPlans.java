package dev.switchover.migration.migration.rest;

import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.http.Plan;
import dev.switchover.kit.http.Plan.Skipped;
import dev.switchover.kit.http.Plan.Step;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.customer.claims.CustomerLookup;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.CustomerStanding;
import dev.switchover.migration.customer.domain.Placement;
import dev.switchover.migration.migration.claims.CustomerMoves;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.domain.MigrationId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * What commands to one customer would do, where they do anything; what refuses them shows when they are tried. Whoever looks
 * locks what they lock, in their order: the migration with others, and the customer, so that he does not move meanwhile.
 */
@Singleton
class CustomerPlans {

    private final Migrations migrations;
    private final CustomerLookup customers;
    private final CustomerMoves moves;
    private final Clock clock;

    CustomerPlans(Migrations migrations, CustomerLookup customers, CustomerMoves moves, Clock clock) {
        this.migrations = migrations;
        this.customers = customers;
        this.moves = moves;
        this.clock = clock;
    }

    Plan announce(MigrationId id, String customer, Instant due) {
        var migration = migrations.lockShared(id);
        var place = hold(customer);
        if (hasMoved(place, id) || (isTold(place, id) && due.equals(place.due()))) {
            return nothing(place);
        }
        var step = new Step("announce", "Tell %s to move to %s".formatted(customer, migration.target()));
        return Plan.of(List.of(step), moves.gatesBefore(migration, customer, clock.instant()), List.of());
    }

    Plan move(MigrationId id, String customer) {
        var migration = migrations.lockShared(id);
        var place = hold(customer);
        return isTold(place, id)
                ? one("confirm", "%s is on %s from now on".formatted(customer, migration.target()))
                : nothing(place);
    }

    Plan revert(MigrationId id, String customer) {
        var migration = migrations.lockShared(id);
        var place = hold(customer);
        if (isTold(place, id)) {
            return one("call-off", "Tell %s to stay on %s".formatted(customer, migration.source()));
        }
        return hasMoved(place, id)
                ? one("revert", "Put %s back on %s and tell him".formatted(customer, migration.source()))
                : nothing(place);
    }

    private Placement hold(String customer) {
        moves.hold(find(customer).customer());
        return find(customer);
    }

    private Placement find(String customer) {
        return customers
                .find(new CustomerId(customer))
                .orElseThrow(
                        () -> Rejection.notFound("customer-not-found", "No customer has the id " + customer + "."));
    }

    private static boolean isTold(Placement place, MigrationId id) {
        return place.state() == CustomerStanding.ANNOUNCED && id.value().equals(place.migration());
    }

    private static boolean hasMoved(Placement place, MigrationId id) {
        var moved = place.state() == CustomerStanding.MOVED || place.state() == CustomerStanding.DRAINED;
        return moved && id.value().equals(place.migration());
    }

    private static Plan one(String step, String description) {
        return Plan.of(List.of(new Step(step, description)), Gates.of(), List.of());
    }

    private static Plan nothing(Placement place) {
        var why = "is %s on %s".formatted(place.state(), place.node());
        return Plan.of(
                List.of(), Gates.of(), List.of(new Skipped(place.customer().value(), why)));
    }
}
