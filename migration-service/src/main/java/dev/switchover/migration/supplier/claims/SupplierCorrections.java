package dev.switchover.migration.supplier.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.claims.MigrationPlan;
import dev.switchover.migration.cluster.claims.MigrationPlans;
import dev.switchover.migration.cluster.claims.Nodes;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.Supplier;
import dev.switchover.migration.supplier.domain.SupplierCommand.CorrectSupplier;
import dev.switchover.migration.supplier.domain.SupplierCommand.CorrectTrunk;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkCorrection;
import dev.switchover.migration.supplier.domain.TrunkRef;
import dev.switchover.migration.supplier.domain.TrunkSettings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;

/** Corrects what was entered wrong about a supplier or a trunk, as long as no migration under way counts on it. */
@Singleton
public class SupplierCorrections {

    private static final String NOT_ASKED = "of a trunk no migration under way has asked for";

    private final Aggregates aggregates;
    private final Nodes nodes;
    private final Trunks trunks;
    private final LoginClaimTable logins;
    private final RouteClaimTable routes;
    private final Askings askings;
    private final MigrationPlans migrations;

    SupplierCorrections(
            Aggregates aggregates,
            Nodes nodes,
            Trunks trunks,
            LoginClaimTable logins,
            RouteClaimTable routes,
            Askings askings,
            MigrationPlans migrations) {
        this.aggregates = aggregates;
        this.nodes = nodes;
        this.trunks = trunks;
        this.logins = logins;
        this.routes = routes;
        this.askings = askings;
        this.migrations = migrations;
    }

    @CommandHandler
    void handle(CorrectSupplier command) {
        var supplier = load(command.supplierId());
        if (command.party() != null) {
            trunks.waitForHolders(command.supplierId());
            askings.awaiting(command.supplierId()).ifPresent(migration -> {
                throw asked(migration, "awaits an answer of %s.".formatted(command.supplierId()))
                        .remedy(
                                "Record what was asked as refused, correct it, and ask again: GET /migrations/%s/authorisations."
                                        .formatted(migration))
                        .at("party", "of a supplier of whom no answer is awaited", command.party());
            });
        }
        supplier.execute(it -> it.decide(command));
    }

    @CommandHandler
    void handle(CorrectTrunk command) {
        var trunk = new TrunkRef(command.supplierId(), command.trunk());
        var onNodes = command.right().nodes();
        var underWay = mayJump(command.right()) ? holdMigration(trunk) : Optional.<MigrationPlan>empty();
        var supplier = load(command.supplierId());
        var known = trunks.demand(trunk);
        var entered = supplier.invoke(it -> it.settingsOf(command.trunk()));
        var right = supplier.invoke(it -> it.asCorrected(command));
        var asking = right.authorisation() == known.authorisation() ? Optional.<String>empty() : asking(trunk);
        var accounts = command.right().accountNodes();
        underWay.ifPresent(plan -> {
            plan.demandStaying(accounts, "accounts");
            demandStays(plan, known, right, command.right(), asking);
            demandSameLogin(plan, known, entered, right);
        });
        asking.ifPresent(migration -> {
            throw asked(migration, "counts on what was asked for trunk %s.".formatted(trunk))
                    .remedy(notAsked(migration, trunk))
                    .at("authorisation", NOT_ASKED, right.authorisation());
        });
        nodes.demandLive(right.cluster(), accounts, "accounts");
        nodes.demandLive(right.cluster(), Objects.requireNonNullElse(onNodes, List.<NodeId>of()), "nodes");
        logins.demandFree(trunk, right);
        if (right.exclusive()) {
            demandNoReserve(trunk, right);
        }
        supplier.execute(it -> it.decide(command));
    }

    /** On another node at once, after it was shared for a moment, or as another trunk that has its login then. */
    private static boolean mayJump(TrunkCorrection right) {
        return right.nodes() != null
                || right.accounts() != null
                || right.policy() != null
                || right.authorisation() != null
                || right.registrar() != null
                || right.login() != null;
    }

    /** Held before the supplier's lock. */
    private Optional<MigrationPlan> holdMigration(TrunkRef trunk) {
        return trunks.find(trunk).flatMap(entered -> migrations.holdActive(entered.clusterId()));
    }

    /** What a migration moves, or has to see moved before the source is removed, does not jump meanwhile. */
    private static void demandStays(
            MigrationPlan plan,
            ClaimedTrunk known,
            TrunkSettings then,
            TrunkCorrection right,
            Optional<String> asking) {
        if (known.exclusive() != then.exclusive() && !isOnlyOnSource(plan, known, then)) {
            var refusal = inMigration(plan, known)
                    .at(
                            right.decidesSharing(),
                            "of a trunk whose cluster has no migration under way",
                            right.sharing(),
                            "Left out");
            throw asking.map(migration -> andAsked(refusal, migration, known.ref(), then))
                    .orElse(refusal);
        }
        var nodes = right.nodes();
        if (nodes == null || !then.exclusive() || known.isOn(nodes)) {
            return; // where it is shared the supplier says how its nodes change
        }
        throw inMigration(plan, known)
                .at("nodes", "of a trunk whose cluster has no migration under way", nodes, "Left out");
    }

    /** The login it gives up could be entered as another trunk's, on another node, without having been released. */
    private static void demandSameLogin(
            MigrationPlan plan, ClaimedTrunk known, TrunkSettings entered, TrunkSettings then) {
        if (!known.exclusive() || !then.exclusive()) {
            return;
        }
        var same = Objects.equals(entered.login(), then.login());
        if (!same || !Objects.equals(entered.registrar(), then.registrar())) {
            throw inMigration(plan, known)
                    .at(
                            same ? "registrar" : "login",
                            "of a trunk whose cluster has no migration under way",
                            same ? then.registrar() : then.login(),
                            "Left out");
        }
    }

    /** Known as exclusive where it still is to be moved away it jumps nowhere. */
    private static boolean isOnlyOnSource(MigrationPlan plan, ClaimedTrunk known, TrunkSettings then) {
        return then.exclusive() && known.isOn(List.of(plan.source()));
    }

    private static Rejection inMigration(MigrationPlan plan, ClaimedTrunk known) {
        return Rejection.conflict(
                        "registration-in-migration",
                        "Migration %s, which is not over, counts on where trunk %s is registered."
                                .formatted(plan.migration(), known.ref()))
                .remedy(
                        known.exclusive()
                                ? "Move it within the migration: POST /migrations/%1$s/registrations/%2$s/move, or …/move-back; or end the migration first. %3$s"
                                        .formatted(
                                                plan.migration(),
                                                known.ref(),
                                                known.ref().offRemovedNode())
                                : "Set its nodes to %s alone first, with PUT /suppliers/%s/trunks/%s/nodes; or end the migration first."
                                        .formatted(plan.source(), known.supplier(), known.trunk()));
    }

    /** The migration that counts on what the supplier was asked for the trunk. */
    private Optional<String> asking(TrunkRef trunk) {
        trunks.waitForHolders(trunk.supplier());
        return askings.countingOn(trunk);
    }

    /** Both reasons at once, so that nobody mends the first and meets the second. */
    private static Rejection andAsked(Rejection refusal, String migration, TrunkRef trunk, TrunkSettings then) {
        var toDo = notAsked(migration, trunk);
        return refusal.at("authorisation", NOT_ASKED, then.authorisation(), toDo)
                .remedy(refusal.remedy().orElse("") + " And the supplier was asked to admit addresses for it. " + toDo);
    }

    private static String notAsked(String migration, TrunkRef trunk) {
        return "Record it as refused, POST /migrations/%s/authorisations/%s/refuse, then correct the trunk; one that registers is asked for nothing any more."
                .formatted(migration, trunk);
    }

    private void demandNoReserve(TrunkRef trunk, TrunkSettings right) {
        routes.reserveOnlyBy(trunk).ifPresent(route -> {
            throw Rejection.invalid(
                            "reserve-route-needs-shared-trunk",
                            "With %s trunk %s works on one node at a time; reserve route %s works on all at once."
                                    .formatted(right.policy(), trunk, route))
                    .at("policy", "shared, as long as a reserve route has no other shared trunk", right.policy())
                    .remedy("Change the route first: PUT /routes/%s.".formatted(route));
        });
    }

    private static Rejection asked(String migration, String why) {
        return Rejection.conflict("supplier-asked", "Migration %s %s".formatted(migration, why));
    }

    private Aggregate<Supplier> load(SupplierId supplier) {
        return aggregates.of(Supplier.class).load(supplier.toString()); // its lock comes before those of rows
    }
}
