package dev.switchover.resilience.deployment.claims;

import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.Nested;

/** All SQL of claims.watch. */
@Singleton
public class WatchTable {

    private final Jdbi database;

    WatchTable(Jdbi database) {
        this.database = database;
    }

    /** What is watched. */
    public enum Kind {
        NODE,
        CC,
        MDS,
        EDGE
    }

    /** One that is to be looked at. */
    public record Watched(String deployment, Kind kind, String subject) {

        /** Under which id it is owed as long as it does not follow. */
        public String owed() {
            return switch (kind) {
                case CC -> "cc-" + subject;
                case MDS -> "mds-" + subject;
                case EDGE -> "edge";
                case NODE -> throw new IllegalStateException("a node follows nobody");
            };
        }
    }

    /** One at which the last look failed. */
    public record Unseen(@Nested Watched watched, String why) {}

    /**
     * Takes those whose time has come; until {@code busy} nobody else takes them.
     *
     * @param unbroken who was not looked at since then was left alone, and is watched from now on
     */
    public List<Watched> take(Instant now, Instant busy, Instant unbroken, int most) {
        return database.withHandle(handle -> handle.createQuery("""
                        with due as (
                            select deployment, kind, subject from claims.watch
                             where next_at <= :now order by next_at limit :most for update skip locked)
                        update claims.watch w
                           set next_at = :busy,
                               watched_since = case when w.looked_until >= :unbroken then w.watched_since else :now end
                          from due
                         where w.deployment = due.deployment and w.kind = due.kind and w.subject = due.subject
                        returning w.deployment, w.kind, w.subject
                        """)
                .bind("now", now)
                .bind("busy", busy)
                .bind("unbroken", unbroken)
                .bind("most", most)
                .mapTo(Watched.class)
                .list());
    }

    /** A look has come to its end. */
    public void looked(Watched watched, Instant from, Instant until) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.watch set looked_from = :from, looked_until = :until, failed_from = null, failure = null
                         where deployment = :deployment and kind = :kind and subject = :subject
                        """)
                .bind("from", from)
                .bind("until", until)
                .bind("deployment", watched.deployment())
                .bind("kind", watched.kind().name())
                .bind("subject", watched.subject())
                .execute());
    }

    /** A look has failed by something of ours: somebody is there who looks, and nothing was seen. */
    public void failed(Watched watched, Instant from, Instant until, String why) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.watch set failed_from = :from, looked_until = :until, failure = :why
                         where deployment = :deployment and kind = :kind and subject = :subject
                        """)
                .bind("from", from)
                .bind("until", until)
                .bind("why", why)
                .bind("deployment", watched.deployment())
                .bind("kind", watched.kind().name())
                .bind("subject", watched.subject())
                .execute());
    }

    /** The followers at which a look began after their time was over; the time in which nobody looked does not count. */
    public List<Watched> lookedAtAfter(Duration limit, Instant startedAt, DeploymentId deployment) {
        return database.withHandle(handle -> handle.createQuery("""
                        select deployment, kind, subject from claims.watch
                         where deployment = :deployment and kind in ('CC', 'MDS', 'EDGE')
                           and looked_from >= greatest(:startedAt, watched_since) + :limit * interval '1 millisecond'
                        """)
                .bind("deployment", deployment)
                .bind("startedAt", startedAt)
                .bind("limit", limit.toMillis())
                .mapTo(Watched.class)
                .list());
    }

    /** The followers at which a look that began after so long has failed, and none since was better. */
    public List<Unseen> unseenUntil(Duration limit, Instant startedAt, DeploymentId deployment) {
        return database.withHandle(handle -> handle.createQuery("""
                        select deployment, kind, subject, failure as why from claims.watch
                         where deployment = :deployment and kind in ('CC', 'MDS', 'EDGE')
                           and failed_from >= greatest(:startedAt, watched_since) + :limit * interval '1 millisecond'
                        """)
                .bind("deployment", deployment)
                .bind("startedAt", startedAt)
                .bind("limit", limit.toMillis())
                .mapTo(Unseen.class)
                .list());
    }

    /** Unless somebody has asked for an earlier look meanwhile. */
    public void again(Watched watched, Instant busy, Instant next) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.watch set next_at = :next
                         where deployment = :deployment and kind = :kind and subject = :subject and next_at = :busy
                        """)
                .bind("next", next)
                .bind("busy", busy)
                .bind("deployment", watched.deployment())
                .bind("kind", watched.kind().name())
                .bind("subject", watched.subject())
                .execute());
    }

    /** The followers are to follow now. */
    void hurry(DeploymentId deployment, Instant at) {
        hurry(deployment, at, "kind in ('CC', 'MDS', 'EDGE')");
    }

    /** Nodes that have role pages are to change them now. */
    void hurryPages(DeploymentId deployment, Instant at) {
        hurry(deployment, at, """
                kind = 'NODE' and exists (select from claims.node_report r
                  where r.deployment = w.deployment and r.node = w.subject and r.page is not null)
                """);
    }

    private void hurry(DeploymentId deployment, Instant at, String which) {
        database.useHandle(handle -> handle.createUpdate(
                        "update claims.watch w set next_at = :at where deployment = :deployment and <which>")
                .define("which", which)
                .bind("deployment", deployment)
                .bind("at", at)
                .execute());
    }

    /** Exactly what the definition names; a node that is asked by hand is not looked at. */
    void lay(DeploymentId deployment, Definition definition, Instant at) {
        var wanted = wanted(deployment, definition);
        var now = new HashSet<>(of(deployment));
        now.stream().filter(one -> !wanted.contains(one)).forEach(this::delete);
        wanted.stream().filter(one -> !now.contains(one)).forEach(one -> insert(one, at));
    }

    void drop(DeploymentId deployment) {
        of(deployment).forEach(this::delete);
    }

    private static Set<Watched> wanted(DeploymentId deployment, Definition definition) {
        var wanted = new HashSet<Watched>();
        for (var node : List.of(definition.main(), definition.standby())) {
            if (!(node.access() instanceof Access.Manual)) {
                wanted.add(new Watched(deployment.value(), Kind.NODE, node.id().value()));
            }
        }
        definition
                .ccNodes()
                .forEach(one -> wanted.add(
                        new Watched(deployment.value(), Kind.CC, one.id().value())));
        definition.mds().forEach(one -> wanted.add(new Watched(deployment.value(), Kind.MDS, one)));
        if (definition.edge() != null) {
            wanted.add(
                    new Watched(deployment.value(), Kind.EDGE, definition.edge().fqdn()));
        }
        return wanted;
    }

    private List<Watched> of(DeploymentId deployment) {
        return database.withHandle(handle -> handle.createQuery(
                        "select deployment, kind, subject from claims.watch where deployment = :deployment")
                .bind("deployment", deployment)
                .mapTo(Watched.class)
                .list());
    }

    private void insert(Watched watched, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.watch (deployment, kind, subject, next_at)
                        values (:deployment, :kind, :subject, :at) on conflict do nothing
                        """)
                .bind("deployment", watched.deployment())
                .bind("kind", watched.kind().name())
                .bind("subject", watched.subject())
                .bind("at", at)
                .execute());
    }

    private void delete(Watched watched) {
        database.useHandle(handle -> handle.createUpdate("""
                        delete from claims.watch
                         where deployment = :deployment and kind = :kind and subject = :subject
                        """)
                .bind("deployment", watched.deployment())
                .bind("kind", watched.kind().name())
                .bind("subject", watched.subject())
                .execute());
    }
}
