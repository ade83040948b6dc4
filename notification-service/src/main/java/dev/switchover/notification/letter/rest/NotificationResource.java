package dev.switchover.notification.letter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.problem.Nearest;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.notification.letter.claims.MessageTable;
import dev.switchover.notification.letter.domain.NotificationCommand.CancelNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.RetryNotification;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.letter.domain.Standing;
import dev.switchover.notification.letter.view.NotificationStatus;
import dev.switchover.notification.letter.view.NotificationTable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The mails: where each stands. Without addresses; those are with the contacts. */
@Path("/notifications")
public class NotificationResource {

    private final Commands commands;
    private final NotificationTable notifications;
    private final MessageTable messages;

    NotificationResource(Commands commands, Jdbi database, MessageTable messages) {
        this.commands = commands;
        this.notifications = new NotificationTable(database, ViewTables.live());
        this.messages = messages;
    }

    /** One notification, with what the mail server said last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Detail(
            @JsonUnwrapped NotificationStatus status,
            @Nullable String lastReply) {}

    /** Why it need not be sent any more. */
    public record Cancellation(@NotBlank @Size(max = 500) String reason) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public Response list(
            @QueryParam("party") @Slug @Nullable String party,
            @QueryParam("state") @Nullable String state,
            @BeanParam Paging paging) {
        var page = notifications.page(party, standing(state), paging.key(), paging.fetch());
        return paging.respond(page, it -> it.notificationId().value());
    }

    @GET
    @Path("/{notification}")
    @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
    public Detail get(@PathParam("notification") @Slug String notification) {
        var id = new NotificationId(notification);
        return new Detail(known(id), messages.lastReply(id).orElse(null));
    }

    @POST
    @Path("/{notification}/retry")
    @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
    @Answers(202)
    public Response retry(@PathParam("notification") @Slug String notification) {
        commands.send(
                new RetryNotification(known(new NotificationId(notification)).notificationId()));
        return Response.accepted()
                .location(URI.create("/notifications/" + notification))
                .build();
    }

    @POST
    @Path("/{notification}/cancel")
    @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
    public void cancel(
            @PathParam("notification") @Slug String notification, @Valid @NotNull Cancellation cancellation) {
        var id = known(new NotificationId(notification)).notificationId();
        commands.send(new CancelNotification(id, cancellation.reason()));
    }

    private NotificationStatus known(NotificationId id) {
        return notifications
                .find(id)
                .orElseThrow(() -> Rejection.notFound("notification-unknown", "There is no " + id + "."));
    }

    private static List<String> states() {
        return Arrays.stream(Standing.values()).map(Standing::name).toList();
    }

    private static @Nullable Standing standing(@Nullable String state) {
        if (state == null) {
            return null;
        }
        return Arrays.stream(Standing.values())
                .filter(it -> it.name().equals(state))
                .findFirst()
                .orElseThrow(() -> Rejection.badRequest("invalid-request", "There is no such state.")
                        .at("state", "one-of", state, "One of " + String.join(", ", Nearest.first(state, states()))));
    }
}
