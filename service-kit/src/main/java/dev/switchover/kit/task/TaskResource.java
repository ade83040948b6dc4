package dev.switchover.kit.task;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.StateQuery;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.kit.task.TaskCommand.CompleteTask;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.view.ViewTables;
import io.quarkus.arc.All;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What people have to do, and what they have done. */
@Path("/tasks")
public class TaskResource {

    private final Commands commands;
    private final TaskTable tasks;
    private final List<AwaitedTasks> awaited;
    private final List<OverTasks> over;

    TaskResource(Commands commands, Jdbi database, @All List<AwaitedTasks> awaited, @All List<OverTasks> over) {
        this.commands = commands;
        this.tasks = new TaskTable(database, ViewTables.live());
        this.awaited = awaited;
        this.over = over;
    }

    public record Done(@NotBlank @Size(max = 4000) String evidence) {}

    public record Drop(@NotBlank @Size(max = 4000) String reason) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
    public Response list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("subject") @Nullable String subject,
            @BeanParam Paging page) {
        return page.respond(
                tasks.page(StateQuery.of(TaskState.class, state, "a task"), subject, page.key(), page.fetch()),
                TaskView::id);
    }

    @GET
    @Path("{task}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
    public TaskView get(@PathParam("task") @Pattern(regexp = TaskId.PATTERN) String task) {
        return tasks.find(task).orElseThrow(() -> Rejection.notFound("task-unknown", "There is no task " + task + "."));
    }

    /**
     * What tasks stand for, in every service, is what operators confirm: whoever may not say it there may not say it here.
     * Refused when its matter is over: then it says what holds now.
     */
    @POST
    @Path("{task}/done")
    @RolesAllowed(Roles.OPERATOR)
    public void done(@PathParam("task") @Pattern(regexp = TaskId.PATTERN) String task, @Valid Done done) {
        refuseIfOver(task);
        commands.send(new CompleteTask(new TaskId(task), done.evidence()));
    }

    /** Refused while something waits for it: then that is given up, or the task is done. */
    @POST
    @Path("{task}/drop")
    @RolesAllowed(Roles.OPERATOR)
    public void drop(@PathParam("task") @Pattern(regexp = TaskId.PATTERN) String task, @Valid Drop drop) {
        refuseWhileAwaited(task);
        commands.send(new DropTask(new TaskId(task), drop.reason()));
    }

    private void refuseIfOver(String id) {
        tasks.find(id)
                .filter(task -> task.state() != TaskState.DONE)
                .flatMap(task ->
                        over.stream().flatMap(kind -> kind.over(task).stream()).findFirst())
                .ifPresent(what -> {
                    throw Rejection.conflict(
                                    "task-closed", "task/%s is no longer needed: %s.".formatted(id, what.why()))
                            .remedy(what.now());
                });
    }

    private void refuseWhileAwaited(String id) {
        tasks.find(id)
                .filter(task -> task.state() == TaskState.OPEN)
                .flatMap(task -> awaited.stream()
                        .flatMap(kind -> kind.insteadOfDropping(task).stream())
                        .findFirst())
                .ifPresent(instead -> {
                    throw Rejection.conflict(
                                    "task-awaited",
                                    "task/%s is waited for: dropped, it would be asked of nobody.".formatted(id))
                            .remedy(instead);
                });
    }
}
