package dev.switchover.migration.supplier.claims;

import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.RouteEvent;
import dev.switchover.migration.supplier.domain.SupplierEvent;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveAborted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveStarted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoved;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationReleased;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationRestored;
import dev.switchover.migration.supplier.domain.SupplierEvent.SupplierAdded;
import dev.switchover.migration.supplier.domain.SupplierEvent.SupplierCorrected;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkAdded;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkCorrected;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkNodesChanged;
import dev.switchover.migration.supplier.domain.TrunkRef;
import dev.switchover.migration.supplier.domain.TrunkSettings;
import jakarta.inject.Singleton;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Writes the claims about trunks, logins and routes, in the transaction of the event. */
@Singleton
@ProcessingGroup("supplier-claims")
public class SupplierClaims {

    private final TrunkClaimTable trunks;
    private final LoginClaimTable logins;
    private final RouteClaimTable routes;

    SupplierClaims(TrunkClaimTable trunks, LoginClaimTable logins, RouteClaimTable routes) {
        this.trunks = trunks;
        this.logins = logins;
        this.routes = routes;
    }

    @EventHandler
    void on(SupplierEvent event) {
        switch (event) {
            case SupplierAdded(var supplier, var party, var name) -> trunks.party(supplier, party);
            case SupplierCorrected it -> trunks.party(it.supplierId(), it.party());
            case TrunkAdded it -> added(it);
            case TrunkCorrected it -> corrected(it);
            case TrunkNodesChanged it -> {
                trunks.nodes(it.ref(), it.nodes(), false);
                logins.follow(it.ref(), it.nodes());
            }
            case RegistrationMoveStarted it -> trunks.moving(it.ref(), true);
            case RegistrationReleased it -> {
                logins.release(it.ref());
                trunks.nodes(it.ref(), List.of(), true);
            }
            case RegistrationMoved it -> {
                logins.take(it.ref(), it.to());
                trunks.nodes(it.ref(), List.of(it.to()), false);
            }
            case RegistrationMoveAborted it -> trunks.moving(it.ref(), it.released());
            case RegistrationRestored it -> {
                logins.take(it.ref(), it.node());
                trunks.nodes(it.ref(), List.of(it.node()), false);
            }
        }
    }

    @EventHandler
    void on(RouteEvent event) {
        switch (event) {
            case RouteEvent.RouteDefined it -> routes.put(it);
        }
    }

    private void added(TrunkAdded event) {
        trunks.add(event);
        own(event.ref(), event.settings(), event.nodes());
    }

    private void corrected(TrunkCorrected event) {
        trunks.correct(event);
        logins.disown(event.ref());
        own(event.ref(), event.settings(), event.nodes());
    }

    private void own(TrunkRef trunk, TrunkSettings settings, List<NodeId> nodes) {
        logins.own(trunk, settings);
        if (settings.exclusive()) {
            logins.take(trunk, nodes.getFirst());
        }
    }
}
