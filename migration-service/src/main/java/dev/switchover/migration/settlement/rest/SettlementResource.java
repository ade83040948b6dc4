package dev.switchover.migration.settlement.rest;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.cluster.claims.Nodes;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.settlement.claims.Settlements;
import dev.switchover.migration.settlement.claims.Unsettled;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;

/** Whether everybody has paid for the time on a node, and who has not. */
@Path("/clusters/{cluster}/nodes/{node}/settlement")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
public class SettlementResource {

    private final Settlements settlements;
    private final Nodes nodes;
    private final Clock clock;

    SettlementResource(Settlements settlements, Nodes nodes, Clock clock) {
        this.settlements = settlements;
        this.nodes = nodes;
        this.clock = clock;
    }

    @GET
    public Gate gate(@PathParam("cluster") @Slug String cluster, @PathParam("node") @Slug String node) {
        demand(cluster, node);
        return settlements.gate(cluster, node, clock.instant());
    }

    @GET
    @Path("/unsettled")
    public Response unsettled(
            @PathParam("cluster") @Slug String cluster,
            @PathParam("node") @Slug String node,
            @Valid @BeanParam Paging paging) {
        demand(cluster, node);
        return paging.respond(settlements.unsettled(cluster, node, paging.key(), paging.fetch()), Unsettled::key);
    }

    /** A node that was removed is still there to be settled. */
    private void demand(String cluster, String node) {
        if (nodes.find(new ClusterId(cluster), new NodeId(node)).isEmpty()) {
            throw Rejection.notFound("node-not-found", "Cluster " + cluster + " has no node " + node + ".");
        }
    }
}
