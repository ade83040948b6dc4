package dev.switchover.kit.http;

import dev.switchover.kit.axon.AggregateVersions;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.override.Fact;
import dev.switchover.kit.override.Overridable;
import dev.switchover.kit.override.OverridableCommands;
import dev.switchover.kit.override.OverrideRequest;
import dev.switchover.kit.override.Overrides;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.sample.CounterCommand.OpenCounter;
import dev.switchover.kit.sample.CounterCommand.Raise;
import dev.switchover.kit.sample.CounterId;
import dev.switchover.kit.sample.CounterTable;
import dev.switchover.kit.security.Roles;
import dev.switchover.kit.view.ViewTables;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
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
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The sample's REST face. */
@Path("/counters")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
public class Counters {

    private final AtomicInteger carriedOut = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final Commands commands;
    private final Ids ids;
    private final Overrides overrides;
    private final CounterTable view;

    Counters(Commands commands, Ids ids, Overrides overrides, Jdbi database) {
        this.commands = commands;
        this.ids = ids;
        this.overrides = overrides;
        this.view = new CounterTable(database, ViewTables.live());
    }

    public record NewCounter(
            @NotBlank String label, @Positive int limit) {}

    public record By(@Positive int by, @Valid @Nullable OverrideRequest override) {}

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
    @IfMatch("counter/{id}")
    public Response raise(@PathParam("id") @Slug String id, @QueryParam("fail") boolean fail, @Valid By raise) {
        var command = new Raise(new CounterId(id), raise.by());
        if (raise.override() != null) {
            return overrides.ask(command, raise.override(), "counter/" + id);
        }
        int value = commands.send(command);
        if (fail && carriedOut.incrementAndGet() == 1) {
            throw new IllegalStateException("died between effect and answer");
        }
        return Response.ok(Map.of("value", value)).build();
    }

    /** The first time a second command loses to another. */
    @POST
    @Path("{id}/race")
    public Response race(@PathParam("id") @Slug String id, @Valid By raise) {
        int value = commands.send(new Raise(new CounterId(id), raise.by()));
        if (lost.incrementAndGet() == 1) {
            throw new ConcurrencyException("another was first");
        }
        return Response.ok(Map.of("value", value)).build();
    }

    @GET
    @Promised
    @Path("{id}")
    public CounterTable.Row get(@PathParam("id") @Slug String id) {
        return view.find(new CounterId(id)).orElseThrow(() -> Rejection.notFound("not-found", "No counter " + id));
    }

    @GET
    public Response list(@BeanParam Paging page, @QueryParam("least") int least) {
        var rows = view.all().stream()
                .filter(row -> row.value() >= least)
                .filter(row -> row.counterId().value().compareTo(page.key()) > 0)
                .limit(page.fetch())
                .toList();
        return page.respond(rows, row -> row.counterId().value());
    }

    /** Every event is a version; a counter just opened is at 0. */
    @Singleton
    public static class CounterVersion implements Versioned {

        private final AggregateVersions versions;

        CounterVersion(AggregateVersions versions) {
            this.versions = versions;
        }

        @Override
        public String kind() {
            return "counter";
        }

        @Override
        public OptionalLong version(String id) {
            return versions.last("counter/" + id);
        }
    }

    /** As if raising were guarded. */
    @Singleton
    public static class Guarded implements OverridableCommands {

        private final CounterTable view;

        Guarded(Jdbi database) {
            this.view = new CounterTable(database, ViewTables.live());
        }

        @Override
        public Map<String, Overridable<?>> byName() {
            return Map.of("counter.raise", Overridable.of(Raise.class, this::facts));
        }

        private List<Fact> facts(Raise command) {
            int value = view.find(command.counterId())
                    .map(CounterTable.Row::value)
                    .orElseThrow(() -> Rejection.notFound("not-found", "No counter"));
            return List.of(
                    Fact.binding("to", String.valueOf(value + command.by())),
                    new Fact("looked at", UUID.randomUUID().toString(), false));
        }
    }
}
