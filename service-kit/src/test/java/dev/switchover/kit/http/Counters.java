package dev.switchover.kit.http;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.sample.CounterCommand.OpenCounter;
import dev.switchover.kit.sample.CounterCommand.Raise;
import dev.switchover.kit.sample.CounterId;
import dev.switchover.kit.sample.CounterTable;
import dev.switchover.kit.security.Roles;
import dev.switchover.kit.view.ViewTables;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/** The sample's REST face. */
@Path("/counters")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
public class Counters {

    private final AtomicInteger carriedOut = new AtomicInteger();
    private final Commands commands;
    private final Ids ids;
    private final CounterTable view;

    Counters(Commands commands, Ids ids, Jdbi database) {
        this.commands = commands;
        this.ids = ids;
        this.view = new CounterTable(database, ViewTables.live());
    }

    public record NewCounter(
            @NotBlank String label, @Positive int limit) {}

    public record By(@Positive int by) {}

    @POST
    public Response open(@Valid NewCounter counter) {
        var id = new CounterId(ids.next());
        commands.send(new OpenCounter(id, counter.label(), counter.limit()));
        return Response.created(URI.create("/counters/" + id.value()))
                .entity(Map.of("id", id.value()))
                .build();
    }

    @POST
    @Path("{id}/raise")
    public Map<String, Integer> raise(
            @PathParam("id") @Slug String id, @QueryParam("fail") boolean fail, @Valid By raise) {
        int value = commands.send(new Raise(new CounterId(id), raise.by()));
        if (fail && carriedOut.incrementAndGet() == 1) {
            throw new IllegalStateException("died between effect and answer");
        }
        return Map.of("value", value);
    }

    @GET
    @Path("{id}")
    public CounterTable.Row get(@PathParam("id") @Slug String id) {
        return view.find(new CounterId(id)).orElseThrow(() -> Rejection.notFound("not-found", "No counter " + id));
    }

    @GET
    public Response list(@BeanParam Paging page) {
        var rows = view.all().stream()
                .filter(row -> row.counterId().value().compareTo(page.key()) > 0)
                .limit(page.fetch())
                .toList();
        return page.respond(rows, row -> row.counterId().value());
    }
}
