package dev.switchover.migration.supplier.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.Host;
import dev.switchover.kit.http.Host.Form;
import dev.switchover.kit.http.IfMatch;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.http.Versions;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.Account;
import dev.switchover.migration.supplier.domain.Authorisation;
import dev.switchover.migration.supplier.domain.RegistrationPolicy;
import dev.switchover.migration.supplier.domain.SupplierCommand.AddTrunk;
import dev.switchover.migration.supplier.domain.SupplierCommand.ChangeTrunkNodes;
import dev.switchover.migration.supplier.domain.SupplierCommand.CorrectTrunk;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkCorrection;
import dev.switchover.migration.supplier.domain.TrunkId;
import dev.switchover.migration.supplier.domain.TrunkSettings;
import dev.switchover.migration.supplier.view.Suppliers;
import dev.switchover.migration.supplier.view.TrunkView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A supplier's trunks, and on which nodes each is active: the document's path terminator, lists, nodes. */
@Path("/suppliers/{s}/trunks")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
public class TrunkResource {

    private static final String LOGIN = "[!-~]{1,128}";

    private final Commands commands;
    private final Suppliers suppliers;

    TrunkResource(Commands commands, Suppliers suppliers) {
        this.commands = commands;
        this.suppliers = suppliers;
    }

    /** {@code nodes} may be left out where an empty list, meaning all nodes, is allowed. */
    public record NewTrunk(
            @NotNull @Slug String id,
            @NotNull @Slug String cluster,
            @NotNull Authorisation authorisation,
            @Nullable @Host(Form.WITH_PORT) String registrar,
            @Nullable @Pattern(regexp = LOGIN) String login,
            @Nullable RegistrationPolicy policy,
            @Nullable @Size(max = 100) List<@NotNull @Valid NewAccount> accounts,
            @Nullable @Size(max = 100) List<@NotNull @Slug String> nodes) {

        TrunkSettings settings() {
            return new TrunkSettings(
                    new ClusterId(cluster),
                    authorisation,
                    settled(registrar),
                    login,
                    policy,
                    known(Objects.requireNonNullElse(accounts, List.of())));
        }
    }

    /** What is left out stays as it is; by address there is no registrar, login or policy left. */
    public record Correction(
            @Nullable Authorisation authorisation,
            @Nullable @Host(Form.WITH_PORT) String registrar,
            @Nullable @Pattern(regexp = LOGIN) String login,
            @Nullable RegistrationPolicy policy,
            @Nullable @Size(max = 100) List<@NotNull @Valid NewAccount> accounts,

            @Schema(description = "Where a registration on one node at a time has been all the while.")
            @Nullable
            @Size(max = 100)
            List<@NotNull @Slug String> nodes,

            @NotBlank @Size(max = 1000) String reason) {

        TrunkCorrection right() {
            return new TrunkCorrection(
                    authorisation,
                    settled(registrar),
                    login,
                    policy,
                    accounts == null ? null : known(accounts),
                    nodes == null ? null : TrunkResource.nodes(nodes));
        }
    }

    public record NewAccount(
            @NotNull @Slug String node,
            @NotNull @Pattern(regexp = LOGIN) String login) {}

    /** {@code removedNodes}: which of them are no more. */
    public record ShownNodes(List<String> nodes, List<String> removedNodes) {}

    public record NodeList(@NotNull @Size(max = 100) List<@NotNull @Slug String> nodes) {}

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Answers({201, 200})
    public Response add(@PathParam("s") @Slug String s, @Valid @NotNull NewTrunk request) {
        boolean isNew = commands.send(
                new AddTrunk(new SupplierId(s), new TrunkId(request.id()), request.settings(), nodes(request.nodes())));
        var location = URI.create("/suppliers/" + s + "/trunks/" + request.id());
        return (isNew ? Response.created(location) : Response.ok().location(location))
                .entity(Map.of("id", request.id()))
                .build();
    }

    @GET
    public Response list(@PathParam("s") @Slug String s, @BeanParam Paging page) {
        if (suppliers.find(s).isEmpty()) {
            throw Rejection.notFound("supplier-not-found", "There is no supplier " + s + ".");
        }
        return page.respond(suppliers.trunks(s, page.key(), page.fetch()), TrunkView::id);
    }

    @GET
    @Path("/{t}")
    public Response get(@PathParam("s") @Slug String s, @PathParam("t") @Slug String t) {
        var trunk = find(s, t);
        return Response.ok(trunk).tag(Versions.tag(trunk.version())).build();
    }

    @GET
    @Path("/{t}/nodes")
    public Response nodes(@PathParam("s") @Slug String s, @PathParam("t") @Slug String t) {
        var trunk = find(s, t);
        return Response.ok(new ShownNodes(trunk.nodes(), trunk.removedNodes()))
                .tag(Versions.tag(trunk.version()))
                .build();
    }

    @PUT
    @Path("/{t}/nodes")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("trunk/{s}/{t}")
    public void change(
            @PathParam("s") @Slug String s, @PathParam("t") @Slug String t, @Valid @NotNull NodeList request) {
        commands.send(new ChangeTrunkNodes(new SupplierId(s), new TrunkId(t), nodes(request.nodes())));
    }

    /**
     * Puts right what was entered wrong. The nodes it is on are changed with PUT, the one of an exclusive registration by a
     * move; {@code nodes} says where such a registration has been all the time.
     */
    @POST
    @Path("/{t}/correct")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("trunk/{s}/{t}")
    public void correct(
            @PathParam("s") @Slug String s, @PathParam("t") @Slug String t, @Valid @NotNull Correction request) {
        commands.send(new CorrectTrunk(new SupplierId(s), new TrunkId(t), request.right(), request.reason()));
    }

    private TrunkView find(String s, String t) {
        return suppliers
                .trunk(s, t)
                .orElseThrow(() -> Rejection.notFound("trunk-not-found", "There is no trunk " + t + " of " + s + "."));
    }

    /** Registrars that differ in case or in the default port only are the same. */
    private static @Nullable String settled(@Nullable String registrar) {
        return registrar == null ? null : registrar.toLowerCase(Locale.ROOT).replaceAll("\\.?(:5060)?$", "");
    }

    private static List<Account> known(List<NewAccount> accounts) {
        return accounts.stream()
                .map(account -> new Account(new NodeId(account.node()), account.login()))
                .toList();
    }

    private static List<NodeId> nodes(@Nullable List<String> ids) {
        return Objects.requireNonNullElse(ids, List.<String>of()).stream()
                .map(NodeId::new)
                .toList();
    }
}
