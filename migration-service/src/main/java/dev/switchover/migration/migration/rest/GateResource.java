package dev.switchover.migration.migration.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.IfMatch;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.migration.claims.MigrationGates;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.claims.RemovalCommands;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.MigrationCommand.AttestGate;
import dev.switchover.migration.migration.domain.MigrationGate;
import dev.switchover.migration.migration.domain.MigrationId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The gates of a migration, as they stand now. */
@Path("/migrations/{m}/gates")
public class GateResource {

    private final Commands commands;
    private final Migrations migrations;
    private final MigrationGates gates;
    private final RemovalCommands removals;
    private final Actors actors;
    private final Clock clock;

    GateResource(
            Commands commands,
            Migrations migrations,
            MigrationGates gates,
            RemovalCommands removals,
            Actors actors,
            Clock clock) {
        this.commands = commands;
        this.migrations = migrations;
        this.gates = gates;
        this.removals = removals;
        this.actors = actors;
        this.clock = clock;
    }

    /** A gate with the commands it guards, and how long an attestation would hold, if one would count now. */
    public record ShownGate(
            String id,
            Verdict verdict,
            String measured,
            String limit,
            @Nullable Instant measuredAt,
            String remedy,
            boolean attested,
            boolean overridden,
            boolean overridable,
            @Nullable Duration attestationHolds,
            List<String> guards) {

        static ShownGate of(MigrationGate rule, Gate gate, boolean awaitsWord) {
            return new ShownGate(
                    gate.id(),
                    gate.verdict(),
                    gate.measured(),
                    gate.limit(),
                    gate.measuredAt(),
                    gate.remedy(),
                    gate.attested(),
                    gate.overridden(),
                    gate.overridable(),
                    awaitsWord ? rule.attestationAge() : null,
                    rule.guards().stream().map(Guarded::command).toList());
        }
    }

    public record NewAttestation(@NotBlank @Size(max = 4000) String evidence) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public List<ShownGate> list(@PathParam("m") String m) {
        var migration = migrations.get(new MigrationId(m));
        var now = clock.instant();
        var shown = migration.awaitsRelease()
                ? commands.together(() -> removals.gatesUntilRelease(migration.migration()))
                : gates.all(migration, now);
        return shown.stream()
                .map(gate -> ShownGate.of(
                        MigrationGate.find(gate.id()).orElseThrow(), gate, gates.awaitsWord(gate, migration, now)))
                .toList();
    }

    @POST
    @Path("/{g}/attestations")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    @Answers(204)
    public Response attest(@PathParam("m") String m, @PathParam("g") String g, @Valid @NotNull NewAttestation request) {
        commands.send(new AttestGate(
                new MigrationId(m), g, request.evidence(), actors.get().name(), clock.instant()));
        return Response.noContent().build();
    }
}
