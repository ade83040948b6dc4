package dev.switchover.resilience.deployment.claims;

import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

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
    public record Watched(String deployment, Kind kind, String subject) {}

    /** Takes those whose time has come; until {@code busy} nobody else takes them. */
    public List<Watched> take(Instant now, Instant busy, int most) {
        return database.withHandle(handle -> handle.createQuery("""
                        with due as (
                            select deployment, kind, subject from claims.watch
                             where next_at <= :now order by next_at limit :most for update skip locked)
                        update claims.watch w set next_at = :busy
                          from due
                         where w.deployment = due.deployment and w.kind = due.kind and w.subject = due.subject
                        returning w.deployment, w.kind, w.subject
                        """)
                .bind("now", now)
                .bind("busy", busy)
                .bind("most", most)
                .mapTo(Watched.class)
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
