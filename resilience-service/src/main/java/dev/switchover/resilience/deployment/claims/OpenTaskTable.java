package dev.switchover.resilience.deployment.claims;

import dev.switchover.kit.task.TaskId;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** All SQL of claims.open_task. */
@Singleton
public class OpenTaskTable {

    private final Jdbi database;

    OpenTaskTable(Jdbi database) {
        this.database = database;
    }

    public List<TaskId> about(DeploymentId deployment) {
        return database.withHandle(
                handle -> handle.createQuery("select task from claims.open_task where subject = :subject order by task")
                        .bind("subject", deployment.toString())
                        .mapTo(String.class)
                        .map(TaskId::new)
                        .list());
    }

    public boolean isOpen(TaskId task) {
        return database.withHandle(
                handle -> handle.createQuery("select exists (select from claims.open_task where task = :task)")
                        .bind("task", task)
                        .mapTo(Boolean.class)
                        .one());
    }

    void insert(TaskId task, String subject) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.open_task (task, subject) values (:task, :subject) on conflict do nothing
                        """)
                .bind("task", task)
                .bind("subject", subject)
                .execute());
    }

    void delete(TaskId task) {
        database.useHandle(handle -> handle.createUpdate("delete from claims.open_task where task = :task")
                .bind("task", task)
                .execute());
    }
}
