package dev.switchover.migration.imports.rest;

import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.imports.staging.Finding;
import dev.switchover.migration.imports.staging.Import;
import dev.switchover.migration.imports.staging.Imports;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;

/** What became of posted files. */
@Path("/imports/{import}")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
public class ImportResource {

    private final Imports imports;

    ImportResource(Imports imports) {
        this.imports = imports;
    }

    /** A refused row, with everything that is wrong with it. */
    public record RefusedRow(int row, List<Finding> findings) {}

    @GET
    public Import status(@PathParam("import") @Slug String id) {
        return imports.find(id)
                .orElseThrow(() -> Rejection.notFound("import-not-found", "There is no import " + id + "."));
    }

    @GET
    @Path("/report")
    public Response report(@PathParam("import") @Slug String id, @Valid @BeanParam Paging paging) {
        status(id);
        var after = row(paging.key());
        var rows = imports.findings(id, after, paging.fetch()).stream()
                .collect(Collectors.groupingBy(Finding::row, java.util.TreeMap::new, Collectors.toList()));
        return paging.respond(
                rows.entrySet().stream()
                        .map(row -> new RefusedRow(row.getKey(), row.getValue()))
                        .toList(),
                row -> String.valueOf(row.row()));
    }

    private static int row(String key) {
        if (!key.matches("[0-9]{0,9}")) {
            throw Paging.noCursor(key);
        }
        return key.isEmpty() ? 0 : Integer.parseInt(key);
    }
}
