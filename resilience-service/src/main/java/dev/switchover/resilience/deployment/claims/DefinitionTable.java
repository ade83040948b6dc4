package dev.switchover.resilience.deployment.claims;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of claims.deployment. */
@Singleton
public class DefinitionTable {

    private final Jdbi database;
    private final Json json;

    DefinitionTable(Jdbi database, Json json) {
        this.database = database;
        this.json = json;
    }

    /** A definition; the version counts its changes. */
    public record Defined(DeploymentId deployment, long version, Definition definition) {}

    record Row(String deployment, long version, String definition) {}

    public Optional<Defined> find(DeploymentId deployment) {
        return one(deployment, "");
    }

    public Defined get(DeploymentId deployment) {
        return find(deployment).orElseThrow(() -> unknown(deployment));
    }

    /** Whether the order has neither ended nor been followed by another. */
    public boolean isOpen(DeploymentId deployment, int run, int order) {
        return database.withHandle(handle -> handle.createQuery("""
                        select exists (select from claims.deployment
                          where deployment = :deployment and open_run = :run and open_order = :order)
                        """)
                .bind("deployment", deployment)
                .bind("run", run)
                .bind("order", order)
                .mapTo(Boolean.class)
                .one());
    }

    /** Without an order none is open any more. */
    void open(DeploymentId deployment, int run, @Nullable Integer order) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.deployment set open_run = :run, open_order = :order
                         where deployment = :deployment
                        """)
                .bind("deployment", deployment)
                .bind("run", run)
                .bind("order", order)
                .execute());
    }

    public List<Defined> page(String after, int fetch) {
        return database.withHandle(handle -> handle.createQuery("""
                        select deployment, version, definition from claims.deployment
                         where deployment > :after order by deployment limit :fetch
                        """)
                .bind("after", after)
                .bind("fetch", fetch)
                .mapTo(Row.class)
                .map(this::defined)
                .list());
    }

    /** Holds every other command of a person about it back until this transaction ends. */
    void lock(DeploymentId deployment) {
        if (one(deployment, "for update").isEmpty()) {
            throw unknown(deployment);
        }
    }

    void put(DeploymentId deployment, Definition definition, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.deployment as known (deployment, version, definition, defined_at)
                        values (:deployment, 1, cast(:definition as jsonb), :at)
                        on conflict (deployment) do update
                           set version = known.version + 1, definition = excluded.definition
                        """)
                .bind("deployment", deployment)
                .bind("definition", json.write(definition))
                .bind("at", at)
                .execute());
    }

    private Optional<Defined> one(DeploymentId deployment, String lock) {
        return database.withHandle(handle -> handle.createQuery("""
                        select deployment, version, definition from claims.deployment
                         where deployment = :deployment <lock>
                        """)
                .define("lock", lock)
                .bind("deployment", deployment)
                .mapTo(Row.class)
                .findOne()
                .map(this::defined));
    }

    private Defined defined(Row row) {
        var definition = json.read(row.definition(), new TypeReference<Definition>() {});
        return new Defined(new DeploymentId(row.deployment()), row.version(), definition);
    }

    private static Rejection unknown(DeploymentId deployment) {
        return Rejection.notFound("deployment-not-found", "There is no deployment " + deployment.value() + ".");
    }
}
