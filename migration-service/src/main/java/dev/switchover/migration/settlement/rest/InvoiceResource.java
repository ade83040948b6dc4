package dev.switchover.migration.settlement.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.imports.staging.Imports;
import dev.switchover.migration.settlement.claims.InvoiceImport;
import dev.switchover.migration.settlement.domain.Due;
import dev.switchover.migration.settlement.domain.InvoiceCommand.CorrectInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.DisputeInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.IssueInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.RecordPayment;
import dev.switchover.migration.settlement.domain.InvoiceCommand.WithdrawInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.WriteOffInvoice;
import dev.switchover.migration.settlement.domain.InvoiceId;
import dev.switchover.migration.settlement.domain.InvoiceState;
import dev.switchover.migration.settlement.domain.Terms;
import dev.switchover.migration.settlement.view.InvoiceTable;
import dev.switchover.migration.settlement.view.InvoiceTable.Filter;
import dev.switchover.migration.settlement.view.InvoiceView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Invoices: entered one at a time or as a file, and what became of each. */
@Path("/invoices")
public class InvoiceResource {

    private final Commands commands;
    private final InvoiceTable invoices;
    private final Imports imports;
    private final InvoiceImport file;
    private final Actors actors;
    private final Clock clock;

    InvoiceResource(
            Commands commands,
            Jdbi jdbi,
            ObjectMapper json,
            Imports imports,
            InvoiceImport file,
            Actors actors,
            Clock clock) {
        this.commands = commands;
        this.invoices = new InvoiceTable(jdbi, json, "views.invoice");
        this.imports = imports;
        this.file = file;
        this.actors = actors;
        this.clock = clock;
    }

    /** For the days {@code from} to {@code to} in the customer's time zone; the amount is text, so that nobody rounds it. */
    public record NewInvoice(
            @NotNull @Slug String id,
            @NotNull @Slug String customer,
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @Nullable Terms terms,

            @Nullable @Pattern(regexp = Due.AMOUNT, message = Due.AMOUNT_IN_WORDS)
            String amount,

            @Nullable @Size(max = 3, message = Due.CURRENCY_IN_WORDS)
            String currency) {

        Due due() {
            return new Due(
                    terms == null ? Terms.AMOUNT : terms, amount == null ? null : new BigDecimal(amount), currency);
        }
    }

    /** What is left out stays as it is. */
    public record Correction(
            @Nullable @Slug String customer,
            @Nullable LocalDate from,
            @Nullable LocalDate to,

            @Nullable @Pattern(regexp = Due.AMOUNT, message = Due.AMOUNT_IN_WORDS)
            String amount,

            @Nullable @Size(max = 3, message = Due.CURRENCY_IN_WORDS)
            String currency,

            @NotBlank @Size(max = 1000) String reason) {}

    /** Without a day it was paid today. */
    public record Payment(@Nullable LocalDate paidOn) {}

    public record Reason(@NotBlank @Size(max = 1000) String reason) {}

    @POST
    @RolesAllowed({Roles.OPERATOR, Roles.INTEGRATOR})
    @Answers({201, 200})
    public Response issue(@Valid NewInvoice request) {
        boolean isNew = commands.send(new IssueInvoice(
                new InvoiceId(request.id()), request.customer(), request.from(), request.to(), request.due()));
        var location = URI.create("/invoices/" + request.id());
        return isNew
                ? Response.created(location).build()
                : Response.ok().location(location).build();
    }

    /** Answers 202 and where to follow the operation; the report names every refused row. */
    @POST
    @Path("/import")
    @Consumes("text/csv")
    @RolesAllowed({Roles.OPERATOR, Roles.INTEGRATOR})
    @Answers(202)
    @Operation(description = InvoiceImport.FILE)
    public Response issue(byte[] csv, @QueryParam("allOrNothing") @DefaultValue("false") boolean allOrNothing) {
        return imports.answer(file, csv, allOrNothing, actors.get().metadata());
    }

    /** Puts right what was entered wrong. One that was paid is owed again if another amount is due. */
    @POST
    @Path("/{invoice}/correct")
    @RolesAllowed({Roles.OPERATOR, Roles.INTEGRATOR})
    public void correct(@PathParam("invoice") @Slug String invoice, @Valid @NotNull Correction request) {
        commands.send(new CorrectInvoice(
                new InvoiceId(invoice),
                request.customer(),
                request.from(),
                request.to(),
                request.amount() == null ? null : new BigDecimal(request.amount()),
                request.currency(),
                request.reason()));
    }

    /** It should not have been entered: it covers no day any more. As with a write-off, an approver says so. */
    @POST
    @Path("/{invoice}/withdraw")
    @RolesAllowed(Roles.APPROVER)
    public void withdraw(@PathParam("invoice") @Slug String invoice, @Valid @NotNull Reason request) {
        commands.send(new WithdrawInvoice(new InvoiceId(invoice), actors.get().name(), request.reason()));
    }

    @POST
    @Path("/{invoice}/paid")
    @RolesAllowed({Roles.OPERATOR, Roles.INTEGRATOR})
    public void paid(@PathParam("invoice") @Slug String invoice, @Nullable Payment request) {
        var paidOn = request == null ? null : request.paidOn();
        commands.send(new RecordPayment(new InvoiceId(invoice), paidOn, clock.instant()));
    }

    @POST
    @Path("/{invoice}/dispute")
    @RolesAllowed({Roles.OPERATOR, Roles.INTEGRATOR})
    public void dispute(@PathParam("invoice") @Slug String invoice, @Valid Reason request) {
        commands.send(new DisputeInvoice(new InvoiceId(invoice), request.reason()));
    }

    @POST
    @Path("/{invoice}/write-off")
    @RolesAllowed(Roles.APPROVER)
    public void writeOff(@PathParam("invoice") @Slug String invoice, @Valid Reason request) {
        commands.send(new WriteOffInvoice(new InvoiceId(invoice), actors.get().name(), request.reason()));
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public Response list(
            @QueryParam("customer") @Nullable @Slug String customer,
            @QueryParam("state") @Nullable InvoiceState state,
            @Valid @BeanParam Paging paging) {
        return paging.respond(
                invoices.page(new Filter(customer, state), paging.key(), paging.fetch()), InvoiceView::invoice);
    }

    @GET
    @Path("/{invoice}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public InvoiceView invoice(@PathParam("invoice") @Slug String invoice) {
        return invoices.find(invoice)
                .orElseThrow(() -> Rejection.notFound("invoice-not-found", "No invoice has the id " + invoice + "."));
    }
}
