package dev.switchover.notification.contact.rest;

import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.security.Roles;
import dev.switchover.notification.contact.importing.ContactImports;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Contacts by the file; the same file goes to migration-service, and each takes the columns it owns. */
@Path("/contacts/import")
public class ContactImportResource {

    private static final String FILE = """
            A file in UTF-8, comma-separated, whose first row names the columns, in any order. Needed: party (1 to 64 of a-z, \
            0-9 and -) and email. Optional: language (en, ru or fr; empty means en), name, time_zone (like Europe/Paris; empty \
            means UTC). Other columns are left alone. Several rows of one party are its recipients. Up to 100,000 rows; rows \
            that cannot be taken are reported by line and the rest is taken, with allOrNothing=true none. The answer lists the \
            first thousand reasons; all are in the report its Link names.""";

    private final ContactImports imports;

    ContactImportResource(ContactImports imports) {
        this.imports = imports;
    }

    @POST
    @Consumes("text/csv")
    @RolesAllowed({Roles.OPERATOR, Roles.INTEGRATOR, Roles.ADMIN})
    @Operation(description = FILE)
    @Answers(202)
    public Response take(byte[] file, @QueryParam("allOrNothing") @DefaultValue("false") boolean allOrNothing) {
        var report = imports.begin(file, allOrNothing);
        return Response.accepted(report)
                .location(URI.create("/operations/" + report.importId()))
                .header("Link", "<%s>; rel=\"describedby\"".formatted(report.report()))
                .build();
    }

    /** The rows that were refused, with every reason. */
    @GET
    @Path("/{import}/report")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public Response report(@PathParam("import") @Slug String id, @Valid @BeanParam Paging paging) {
        var refused = imports.refused(id, number(paging.key()), paging.fetch());
        return paging.respond(refused, it -> String.valueOf(it.n()));
    }

    private static int number(String key) {
        if (!key.matches("[0-9]{0,9}")) {
            throw Paging.noCursor(key);
        }
        return key.isEmpty() ? 0 : Integer.parseInt(key);
    }
}
