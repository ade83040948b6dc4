package dev.switchover.resilience.measuring.rest;

import dev.switchover.kit.http.Slug;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.measuring.domain.Expectation;
import dev.switchover.resilience.measuring.view.Forecasts;
import dev.switchover.resilience.measuring.view.Report;
import dev.switchover.resilience.measuring.view.Reports;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What a switchover will probably cost, and what it did cost. */
@Path("/deployments/{d}")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
public class ReportResource {

    private final Reports reports;
    private final Forecasts forecasts;

    ReportResource(Reports reports, Forecasts forecasts) {
        this.reports = reports;
        this.forecasts = forecasts;
    }

    /** Which way. */
    public enum Direction {
        FAILOVER,
        FAILBACK
    }

    /** The median of own runs of the kind, once there are three, else what skilled hands achieve; each names its source. */
    @GET
    @Path("/predictions")
    public List<Expectation> predictions(
            @PathParam("d") @Slug String d,
            @QueryParam("direction") @NotNull Direction direction,
            @QueryParam("kind") @DefaultValue("PLANNED") SwitchoverKind kind,
            @QueryParam("order") @DefaultValue("LOSSLESS") SwitchoverOrder order) {
        var asked = new Forecasts.Kind(direction.name(), kind.name(), order.name());
        return forecasts.of(new DeploymentId(d), asked, List.of()).things();
    }

    /** As a page, to be printed, for whoever asks for HTML before anything else. */
    @GET
    @Path("/switchovers/{id}/report")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Report.class)),
                @Content(mediaType = MediaType.TEXT_HTML)
            })
    public Response report(
            @PathParam("d") @Slug String d, @PathParam("id") @Slug String id, @Context HttpHeaders headers) {
        var report = find(d, id);
        var html = headers.getAcceptableMediaTypes().getFirst().equals(MediaType.TEXT_HTML_TYPE);
        return html
                ? Response.ok(new ReportPage(report).html(), MediaType.TEXT_HTML_TYPE)
                        .build()
                : Response.ok(report, MediaType.APPLICATION_JSON_TYPE).build();
    }

    private Report find(String d, String id) {
        return Optional.of(id)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .flatMap(text -> reports.find(new DeploymentId(d), Integer.parseInt(text)))
                .orElseThrow(() -> Rejection.notFound("switchover-not-found", "There is no switchover " + id + "."));
    }
}
