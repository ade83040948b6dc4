package dev.switchover.kit.operation;

import dev.switchover.kit.http.Promised;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Roles;
import io.quarkus.arc.All;
import io.quarkus.security.ForbiddenException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/** Long work: to be followed, confirmed, cancelled, tried again. */
@Path("/operations/{id}")
public class OperationResource {

    private static final String ID = "[a-z0-9.-]{1,200}";

    private final List<OperationSource> sources;
    private final Actors actors;

    OperationResource(@All List<OperationSource> sources, Actors actors) {
        this.sources = sources;
        this.actors = actors;
    }

    @GET
    @Promised
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public Operation get(@PathParam("id") @Pattern(regexp = ID) String id) {
        return source(id).find(id).orElseThrow(() -> unknown(id));
    }

    @POST
    @Path("approve")
    @RolesAllowed(Roles.APPROVER)
    public void approve(@PathParam("id") @Pattern(regexp = ID) String id) {
        source(id).approve(id);
    }

    /** By those alone who may begin such an operation; an override that waits by the second person as well. */
    @POST
    @Path("cancel")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
    public void cancel(@PathParam("id") @Pattern(regexp = ID) String id) {
        var source = source(id);
        if (source.cancelledBy().stream().noneMatch(actors.get()::has)) {
            throw new ForbiddenException();
        }
        source.cancel(id);
    }

    @POST
    @Path("retry")
    @RolesAllowed(Roles.OPERATOR)
    public void retry(@PathParam("id") @Pattern(regexp = ID) String id) {
        source(id).retry(id);
    }

    private OperationSource source(String id) {
        return sources.stream()
                .filter(source -> source.find(id).isPresent())
                .findFirst()
                .orElseThrow(() -> unknown(id));
    }

    private static Rejection unknown(String id) {
        return Rejection.notFound("operation-unknown", "There is no operation " + id + ".");
    }
}
