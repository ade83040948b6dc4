package dev.switchover.migration.supplier.claims;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.TrunkRef;
import dev.switchover.migration.supplier.domain.TrunkSettings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * claims.login and claims.registration: a login belongs to one trunk, and where the supplier takes one registration
 * only, it is active on one node. The keys of the tables hold that against every interleaving; the locks make the loser
 * wait and be refused, instead of failing.
 */
@Singleton
class LoginClaimTable {

    private final Jdbi database;

    LoginClaimTable(Jdbi database) {
        this.database = database;
    }

    /** Until the transaction ends nobody else claims these logins; refuses if another trunk has one. */
    void demandFree(TrunkRef trunk, TrunkSettings settings) {
        settings.logins().forEach(login -> {
            lock(settings.registrar(), login);
            owner(settings.registrar(), login).filter(owner -> !owner.is(trunk)).ifPresent(owner -> {
                throw exclusive(login, owner);
            });
        });
    }

    void own(TrunkRef trunk, TrunkSettings settings) {
        settings.logins()
                .forEach(login -> database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.login (registrar, login, supplier, trunk)
                        values (:registrar, :login, :supplier, :trunk)
                        """)
                        .bind("registrar", settings.registrar())
                        .bind("login", login)
                        .bind("supplier", trunk.supplier())
                        .bind("trunk", trunk.trunk())
                        .execute()));
    }

    void disown(TrunkRef trunk) {
        release(trunk);
        database.useHandle(handle -> handle.createUpdate("""
                        delete from claims.login where supplier = :supplier and trunk = :trunk
                        """)
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .execute());
    }

    void take(TrunkRef trunk, NodeId node) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.registration (registrar, login, cluster, node, supplier, trunk)
                        select l.registrar, l.login, t.cluster, :node, l.supplier, l.trunk
                          from claims.login l join claims.trunk t on t.supplier = l.supplier and t.trunk = l.trunk
                         where l.supplier = :supplier and l.trunk = :trunk
                        """)
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .bind("node", node)
                .execute());
    }

    /** Only an exclusive trunk has a registration here, and one node. */
    void follow(TrunkRef trunk, List<NodeId> nodes) {
        nodes.stream()
                .findFirst()
                .ifPresent(node -> database.useHandle(handle -> handle.createUpdate("""
                        update claims.registration set node = :node where supplier = :supplier and trunk = :trunk
                        """)
                        .bind("supplier", trunk.supplier())
                        .bind("trunk", trunk.trunk())
                        .bind("node", node)
                        .execute()));
    }

    void release(TrunkRef trunk) {
        database.useHandle(handle -> handle.createUpdate("""
                        delete from claims.registration where supplier = :supplier and trunk = :trunk
                        """)
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .execute());
    }

    private void lock(@Nullable String registrar, String login) {
        database.useHandle(handle -> handle.createQuery(
                        "select 1 from pg_advisory_xact_lock(hashtextextended(:registrar || ' ' || :login, 0))")
                .bind("registrar", registrar)
                .bind("login", login)
                .mapTo(int.class)
                .one());
    }

    private Optional<Owner> owner(@Nullable String registrar, String login) {
        return database.withHandle(handle -> handle.createQuery("""
                        select supplier, trunk from claims.login where registrar = :registrar and login = :login
                        """)
                .bind("registrar", registrar)
                .bind("login", login)
                .mapTo(Owner.class)
                .findOne());
    }

    private static Rejection exclusive(String login, Owner owner) {
        return Rejection.conflict(
                        "registration-exclusive",
                        "This login belongs to trunk %s of supplier %s.".formatted(owner.trunk(), owner.supplier()))
                .at("login", "not the login of another trunk at this registrar", login)
                .remedy("Use that trunk, or ask the supplier for a login of its own.");
    }

    record Owner(String supplier, String trunk) {

        boolean is(TrunkRef ref) {
            return supplier.equals(ref.supplier().value())
                    && trunk.equals(ref.trunk().value());
        }
    }
}
