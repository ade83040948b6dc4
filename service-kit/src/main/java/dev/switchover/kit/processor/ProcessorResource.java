package dev.switchover.kit.processor;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** Status and replay of the event processors. */
@Path("/processors")
public class ProcessorResource {

    private final ProcessorStates states;
    private final Replays replays;

    ProcessorResource(ProcessorStates states, Replays replays) {
        this.states = states;
        this.replays = replays;
    }

    @GET
    @RolesAllowed({"viewer", "operator", "approver", "integrator", "admin"})
    public List<ProcessorState> processors() {
        return states.all();
    }

    /** Its progress shows in the list. */
    @POST
    @Path("/{processor}/replay")
    @RolesAllowed("admin")
    public Response replay(@PathParam("processor") String processor) {
        replays.begin(processor);
        return Response.accepted().location(URI.create("/processors")).build();
    }
}
