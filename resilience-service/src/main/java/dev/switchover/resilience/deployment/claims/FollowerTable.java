package dev.switchover.resilience.deployment.claims;

import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.node.domain.NodeId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of claims.follower. */
@Singleton
public class FollowerTable {

    private final Jdbi database;

    FollowerTable(Jdbi database) {
        this.database = database;
    }

    /**
     * Where a follower was last brought.
     *
     * @param seenAt when the last look found out where it is; none if it did not
     * @param seenThere whether it was where it should be
     */
    public record Followed(
            String follower,
            String node,
            long epoch,
            @Nullable Instant seenAt,
            boolean seenThere) {}

    public List<Followed> of(DeploymentId deployment) {
        return database.withHandle(handle -> handle.createQuery("""
                        select follower, node, epoch, seen_at, seen_there from claims.follower
                         where deployment = :deployment order by follower
                        """)
                .bind("deployment", deployment)
                .mapTo(Followed.class)
                .list());
    }

    /** Whether the follower was brought to the node for this epoch or a later one. */
    public boolean isAt(DeploymentId deployment, String follower, NodeId node, long epoch) {
        return database.withHandle(handle -> handle.createQuery("""
                        select exists (select from claims.follower
                          where deployment = :deployment and follower = :follower and node = :node and epoch >= :epoch)
                        """)
                .bind("deployment", deployment)
                .bind("follower", follower)
                .bind("node", node)
                .bind("epoch", epoch)
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * A look has found out whether it is where it should be.
     *
     * @param there nothing: what an earlier one saw says nothing any more
     */
    public void seen(DeploymentId deployment, String follower, Optional<Boolean> there, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.follower set seen_at = :at, seen_there = :there
                         where deployment = :deployment and follower = :follower
                        """)
                .bind("at", there.isPresent() ? at : null)
                .bind("there", there.orElse(false))
                .bind("deployment", deployment)
                .bind("follower", follower)
                .execute());
    }

    /** The role was given: the Edge is to be seen at its owner. A media server is there for one epoch only. */
    void doubtEdge(DeploymentId deployment) {
        database.useHandle(handle -> handle.createUpdate(
                        "update claims.follower set epoch = 0 where deployment = :deployment and follower = 'edge'")
                .bind("deployment", deployment)
                .execute());
    }

    /** It is no longer sure that the media server has the node: for no epoch, until it says so again. */
    void doubt(DeploymentId deployment, String follower) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.follower set epoch = 0
                         where deployment = :deployment and follower = :follower and follower like 'mds-%'
                        """)
                .bind("deployment", deployment)
                .bind("follower", follower)
                .execute());
    }

    /** Of the others nothing is known any more, lest it is taken for known when they come back. */
    void only(DeploymentId deployment, List<String> followers) {
        database.useHandle(handle -> handle.createUpdate(
                        "delete from claims.follower where deployment = :deployment and follower <> all(:followers)")
                .bind("deployment", deployment)
                .bindArray("followers", String.class, followers)
                .execute());
    }

    void put(DeploymentId deployment, String follower, NodeId node, long epoch) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.follower (deployment, follower, node, epoch)
                        values (:deployment, :follower, :node, :epoch)
                        on conflict (deployment, follower) do update set node = excluded.node, epoch = excluded.epoch
                        """)
                .bind("deployment", deployment)
                .bind("follower", follower)
                .bind("node", node)
                .bind("epoch", epoch)
                .execute());
    }
}
