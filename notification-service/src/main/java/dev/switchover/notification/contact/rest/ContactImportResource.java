package dev.switchover.notification.contact.rest;

import dev.switchover.kit.security.Roles;
import dev.switchover.notification.contact.importing.ContactImports;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Contacts by the file; the same file goes to migration-service, and each takes the columns it owns. */
@Path("/contacts/import")
public class ContactImportResource {

    private final ContactImports imports;

    ContactImportResource(ContactImports imports) {
        this.imports = imports;
    }

    @POST
    @Consumes("text/csv")
    @RolesAllowed({Roles.OPERATOR, Roles.INTEGRATOR, Roles.ADMIN})
    public Response take(byte[] file, @QueryParam("allOrNothing") @DefaultValue("false") boolean allOrNothing) {
        var report = imports.begin(file, allOrNothing);
        return Response.accepted(report)
                .location(URI.create("/operations/" + report.importId()))
                .build();
    }
}
