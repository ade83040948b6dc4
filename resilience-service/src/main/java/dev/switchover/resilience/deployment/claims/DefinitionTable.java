package dev.switchover.resilience.deployment.claims;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.Step;
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

    /** When, by whom and why a deployment ended. */
    record Retirement(Instant at, String by, @Nullable String reason) {

        String words(DeploymentId deployment) {
            var why = reason == null ? "." : ": " + reason;
            return "Deployment " + deployment.value() + " was retired at " + at + " by " + by + why;
        }
    }

    record Row(String deployment, long version, String definition) {}

    public Optional<Defined> find(DeploymentId deployment) {
        return one(deployment, "and retired_at is null");
    }

    public Defined get(DeploymentId deployment) {
        return find(deployment).orElseThrow(() -> unknown(deployment));
    }

    /** As it was last defined, even if it was retired since: what it did before is still told and measured. */
    public Definition last(DeploymentId deployment) {
        return one(deployment, "").orElseThrow(() -> unknown(deployment)).definition();
    }

    /** All that these operators have, also those that were retired since. */
    public List<DeploymentId> operatedBy(String operators) {
        return database.withHandle(handle -> handle.createQuery("""
                        select deployment from claims.deployment
                         where coalesce(definition ->> 'operatorsParty', :usual) = :operators order by deployment
                        """)
                .bind("usual", Definition.OPERATORS)
                .bind("operators", operators)
                .mapTo(String.class)
                .map(DeploymentId::new)
                .list());
    }

    /** Why it is no more, in words; empty while it is there. */
    public Optional<String> whyRetired(DeploymentId deployment) {
        return retirement(deployment).map(retired -> retired.words(deployment));
    }

    /** Its epochs would begin anew, and nodes would take old orders for new ones. */
    void unlessRetired(DeploymentId deployment) {
        whyRetired(deployment).ifPresent(why -> {
            throw Rejection.conflict("deployment-retired", why)
                    .at("id", "one that was never used", deployment.value(), "Choose another id.");
        });
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

    public boolean hasRun(DeploymentId deployment) {
        return database.withHandle(handle -> handle.createQuery(
                        "select open_order is not null from claims.deployment where deployment = :deployment")
                .bind("deployment", deployment)
                .mapTo(Boolean.class)
                .one());
    }

    /**
     * Whether a run goes on that orders what the old owner is to do; Start services orders the new one only, and one that
     * waits for people orders nothing but what it waits at.
     */
    public boolean isOrderedByRun(DeploymentId deployment, NodeId node, Group group) {
        return database.withHandle(handle -> handle.createQuery("""
                        select exists (select from claims.deployment
                          where deployment = :deployment and open_order is not null
                            and open_kind is distinct from 'START_SERVICES'
                            and (waits_node is null
                                 or (waits_node = :node and (waits_group is null or waits_group = :group))))
                        """)
                .bind("deployment", deployment)
                .bind("node", node.value())
                .bind("group", group.id())
                .mapTo(Boolean.class)
                .one());
    }

    /** Without an order none is open any more. */
    void open(DeploymentId deployment, int run, @Nullable Integer order) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.deployment
                           set open_run = :run, open_order = :order, waits_node = null, waits_group = null
                         where deployment = :deployment
                        """)
                .bind("deployment", deployment)
                .bind("run", run)
                .bind("order", order)
                .execute());
    }

    /** Nothing is ordered any more until a person decides how the step goes on. */
    void waitAt(DeploymentId deployment, Step step) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.deployment set waits_node = :node, waits_group = :group
                         where deployment = :deployment
                        """)
                .bind("deployment", deployment)
                .bind("node", step.node().value())
                .bind("group", step.isFence() ? null : step.group().id())
                .execute());
    }

    /** What the run that begins does to its service. */
    void begin(DeploymentId deployment, RunKind kind) {
        database.useHandle(handle -> handle.createUpdate(
                        "update claims.deployment set open_kind = :kind where deployment = :deployment")
                .bind("deployment", deployment)
                .bind("kind", kind)
                .execute());
    }

    /** A button that is taken back does what the other one does. */
    void turnBack(DeploymentId deployment) {
        database.useHandle(handle ->
                handle.createUpdate("""
                        update claims.deployment
                           set open_kind = case open_kind when 'STOP_SERVICES' then 'START_SERVICES'
                                                          when 'START_SERVICES' then 'STOP_SERVICES'
                                                          else open_kind end
                         where deployment = :deployment
                        """).bind("deployment", deployment).execute());
    }

    /** Holds every other command of a person about it back until this transaction ends. */
    void lock(DeploymentId deployment) {
        if (one(deployment, "and retired_at is null for update").isEmpty()) {
            throw unknown(deployment);
        }
    }

    /** Until this transaction ends nobody else defines anything: what all others name is compared. */
    void lockAll() {
        database.useHandle(
                handle -> handle.execute("select pg_advisory_xact_lock(hashtextextended('definitions', 10))"));
    }

    List<Defined> others(DeploymentId deployment) {
        return database.withHandle(handle -> handle.createQuery("""
                        select deployment, version, definition from claims.deployment
                         where deployment <> :deployment and retired_at is null order by deployment
                        """)
                .bind("deployment", deployment)
                .mapTo(Row.class)
                .map(this::defined)
                .list());
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

    void retire(DeploymentId deployment, @Nullable String reason, String by, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.deployment
                           set retired_at = :at, retired_by = :by, retired_reason = :reason
                         where deployment = :deployment
                        """)
                .bind("deployment", deployment)
                .bind("at", at)
                .bind("by", by)
                .bind("reason", reason)
                .execute());
    }

    private Optional<Retirement> retirement(DeploymentId deployment) {
        return database.withHandle(handle -> handle.createQuery("""
                        select retired_at as at, retired_by as by, retired_reason as reason from claims.deployment
                         where deployment = :deployment and retired_at is not null
                        """)
                .bind("deployment", deployment)
                .mapTo(Retirement.class)
                .findOne());
    }

    private Optional<Defined> one(DeploymentId deployment, String which) {
        return database.withHandle(handle -> handle.createQuery("""
                        select deployment, version, definition from claims.deployment
                         where deployment = :deployment <which>
                        """)
                .define("which", which)
                .bind("deployment", deployment)
                .mapTo(Row.class)
                .findOne()
                .map(this::defined));
    }

    Defined defined(Row row) {
        var definition = json.read(row.definition(), new TypeReference<Definition>() {});
        return new Defined(new DeploymentId(row.deployment()), row.version(), definition);
    }

    Rejection unknown(DeploymentId deployment) {
        var why = whyRetired(deployment).orElse("There is no deployment " + deployment.value() + ".");
        return Rejection.notFound("deployment-not-found", why);
    }
}
