package dev.switchover.kit.processor;

import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.operation.Operation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Status and replay of the event processors. */
@Path("/processors")
public class ProcessorResource {

    private final ProcessorStates states;
    private final ReplayOperations replays;

    ProcessorResource(ProcessorStates states, ReplayOperations replays) {
        this.states = states;
        this.replays = replays;
    }

    @GET
    @RolesAllowed({"viewer", "operator", "approver", "integrator", "admin"})
    public List<ProcessorState> processors() {
        return states.all();
    }

    /** Its progress shows at the operation. */
    @POST
    @Path("/{processor}/replay")
    @RolesAllowed("admin")
    @Answers(202)
    public Response replay(@PathParam("processor") @Slug String processor) {
        return Operation.accepted(replays.begin(processor));
    }
}
