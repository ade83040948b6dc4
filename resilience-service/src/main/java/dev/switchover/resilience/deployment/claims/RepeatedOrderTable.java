package dev.switchover.resilience.deployment.claims;

import dev.switchover.resilience.deployment.domain.DeploymentId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** All SQL of claims.repeated_order. */
@Singleton
public class RepeatedOrderTable {

    private final Jdbi database;

    RepeatedOrderTable(Jdbi database) {
        this.database = database;
    }

    /**
     * The last order that has not brought about what it was to: to stop a group that goes on, to a CC node, to mark a role
     * page, or to register at a media server.
     *
     * @param group what the order is about: a group, the page, or a media server
     * @param said what the node said of it before the order
     * @param id of the order as the node got it
     * @param times how often in a row it came to the same
     */
    public record Given(
            String node,
            String group,
            String id,
            long epoch,
            String said,
            String result,
            String output,
            int times,
            Instant givenAt,
            Instant nextAt) {}

    public List<Given> of(DeploymentId deployment) {
        return database.withHandle(handle -> handle.createQuery("""
                        select node, "group", id, epoch, said, result, output, times, given_at, next_at
                          from claims.repeated_order where deployment = :deployment
                        """)
                .bind("deployment", deployment)
                .mapTo(Given.class)
                .list());
    }

    public void put(DeploymentId deployment, Given given) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.repeated_order
                               (deployment, node, "group", id, epoch, said, result, output, times, given_at, next_at)
                        values (:deployment, :node, :group, :id, :epoch, :said, :result, :output, :times, :givenAt,
                                :nextAt)
                        on conflict (deployment, node, "group") do update
                           set id = excluded.id, epoch = excluded.epoch, said = excluded.said, result = excluded.result,
                               output = excluded.output, times = excluded.times,
                               given_at = excluded.given_at, next_at = excluded.next_at
                        """)
                .bind("deployment", deployment)
                .bindMethods(given)
                .execute());
    }

    public void delete(DeploymentId deployment, Given given) {
        database.useHandle(handle -> handle.createUpdate("""
                        delete from claims.repeated_order
                         where deployment = :deployment and node = :node and "group" = :group
                        """)
                .bind("deployment", deployment)
                .bind("node", given.node())
                .bind("group", given.group())
                .execute());
    }

    /** Nothing is known of how a node answers that was defined anew, or is left alone. */
    void drop(DeploymentId deployment) {
        database.useHandle(
                handle -> handle.createUpdate("delete from claims.repeated_order where deployment = :deployment")
                        .bind("deployment", deployment)
                        .execute());
    }
}
