package dev.switchover.migration.cluster.claims;

import dev.switchover.migration.cluster.domain.ClusterId;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Answers who has management, from the claims: true the instant the event is committed. */
@Singleton
public class Management {

    private final Jdbi database;

    Management(Jdbi database) {
        this.database = database;
    }

    public Optional<ManagementOwner> of(ClusterId cluster) {
        return database.withHandle(handle -> handle.createQuery("""
                        select m.owner, m.epoch, m.suspended, m.since, n.management_url
                          from claims.management m
                          join claims.node n on n.cluster = m.cluster and n.node = m.owner
                         where m.cluster = :cluster
                        """)
                .bind("cluster", cluster)
                .mapTo(ManagementOwner.class)
                .findOne());
    }
}
