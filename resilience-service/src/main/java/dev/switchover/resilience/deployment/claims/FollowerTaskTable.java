package dev.switchover.resilience.deployment.claims;

import dev.switchover.resilience.deployment.domain.DeploymentId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** All SQL of claims.follower_task. */
@Singleton
public class FollowerTaskTable {

    private final Jdbi database;

    FollowerTaskTable(Jdbi database) {
        this.database = database;
    }

    /**
     * What a person was last asked.
     *
     * @param task without its round
     * @param round how often the same was asked
     */
    public record Asked(String task, int round, boolean open) {}

    public Optional<Asked> find(DeploymentId deployment, String follower) {
        return database.withHandle(handle -> handle.createQuery("""
                        select task, round, open from claims.follower_task
                         where deployment = :deployment and follower = :follower
                        """)
                .bind("deployment", deployment)
                .bind("follower", follower)
                .mapTo(Asked.class)
                .findOne());
    }

    /** The followers for which somebody is asked something now. */
    public List<String> asked(DeploymentId deployment) {
        return database.withHandle(handle -> handle.createQuery("""
                        select follower from claims.follower_task where deployment = :deployment and open
                        """)
                .bind("deployment", deployment)
                .mapTo(String.class)
                .list());
    }

    public void put(DeploymentId deployment, String follower, Asked asked) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.follower_task (deployment, follower, task, round, open)
                        values (:deployment, :follower, :task, :round, :open)
                        on conflict (deployment, follower) do update
                           set task = excluded.task, round = excluded.round, open = excluded.open
                        """)
                .bind("deployment", deployment)
                .bind("follower", follower)
                .bind("task", asked.task())
                .bind("round", asked.round())
                .bind("open", asked.open())
                .execute());
    }

    /** It has been done; if it is wanted again, that is another task. */
    public void close(DeploymentId deployment, String follower, String task, int round) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.follower_task set open = false
                         where deployment = :deployment and follower = :follower and task = :task and round = :round
                        """)
                .bind("deployment", deployment)
                .bind("follower", follower)
                .bind("task", task)
                .bind("round", round)
                .execute());
    }
}
