package dev.switchover.kit.http;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Roles;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.ConflictingAggregateVersionException;

/** A small REST face to try the kit's rules on. */
@Path("/things")
@Singleton
public class Things {

    private final Actors actors;
    private Note note = new Note("", 1);

    Things(Actors actors) {
        this.actors = actors;
    }

    public enum Colour {
        RED,
        GREEN
    }

    /** What two people might overwrite for each other. */
    private record Note(String text, long version) {}

    public record NewNote(@NotBlank String text) {}

    public record Part(@NotBlank String name, @Positive int count) {}

    public record NewThing(
            @NotNull @Slug String id,
            Colour colour,
            Instant at,
            LocalDate on,
            Duration patience,
            List<@Valid Part> parts,
            Map<String, String> notes) {}

    @POST
    @RolesAllowed(Roles.OPERATOR)
    public NewThing add(@Valid NewThing thing) {
        return thing;
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    public Map<String, String> get(@PathParam("id") @Slug String id) {
        return Map.of("id", id, "for", actors.get().name());
    }

    @GET
    @Path("note")
    @RolesAllowed(Roles.OPERATOR)
    public synchronized Response note() {
        return Response.ok(Map.of("text", note.text()))
                .tag(Versions.tag(note.version()))
                .build();
    }

    @PUT
    @Path("note")
    @RolesAllowed(Roles.OPERATOR)
    public synchronized Response write(@Context HttpHeaders headers, @Valid NewNote wanted) {
        Versions.require(Versions.ifMatch(headers), note.version());
        note = new Note(wanted.text(), note.version() + 1);
        return Response.noContent().tag(Versions.tag(note.version())).build();
    }

    @GET
    @Path("number/{n}")
    @RolesAllowed(Roles.VIEWER)
    public int number(@PathParam("n") int n) {
        return n;
    }

    @GET
    @Path("of")
    @RolesAllowed(Roles.VIEWER)
    public List<Colour> of(@QueryParam("colour") Colour colour) {
        return List.of(colour);
    }

    @GET
    @Path("check")
    @PermitAll
    @RefusesBy(403)
    @Produces(MediaType.WILDCARD)
    public Response check(@QueryParam("node") String node) {
        return Response.noContent().build();
    }

    @POST
    @Path("csv")
    @Consumes("text/csv")
    @RolesAllowed(Roles.OPERATOR)
    public int csv(String lines) {
        return lines.length();
    }

    @GET
    @Path("open")
    @PermitAll
    public String open() {
        return "open";
    }

    /** Carries no role and is not public: must be denied to all. */
    @GET
    @Path("forgotten")
    public String forgotten() {
        return "leak";
    }

    @GET
    @Path("fail/{how}")
    @RolesAllowed(Roles.VIEWER)
    public String fail(@PathParam("how") String how) throws Exception {
        throw switch (how) {
            case "gone" -> new AggregateNotFoundException("thing/x", "no events");
            case "raced" -> new ConcurrencyException("key exists");
            case "locked" -> new LockAcquisitionFailedException("held by another");
            case "deadlock" -> new IllegalStateException(new SQLException("deadlock detected", "40P01"));
            case "unserializable" -> new SQLException("could not serialize access", "40001");
            case "stale" -> new ConflictingAggregateVersionException("thing/x", 3, 7);
            case "refused" -> Rejection.conflict("thing-in-use", "It is in use.");
            case "database" -> new IllegalStateException(new SQLException("refused", "08001"));
            case "slow-database" ->
                new IllegalStateException(new SQLException("canceling statement due to statement timeout", "57014"));
            case "sql" -> new SQLException("column secret does not exist", "42703");
            default -> new IllegalStateException("secret detail");
        };
    }
}
