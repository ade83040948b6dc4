package dev.switchover.resilience.deployment.claims;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.switchover.resilience.deployment.claims.DefinitionTable.Defined;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads definitions with their roles in one statement: a retirement and a new definition change both, and who read one after
 * the other would find roles of nodes that are not defined, or none.
 */
@Singleton
public class DeployedTable {

    private static final String LINES = """
            select d.deployment, d.version, d.definition,
                   r.node, r."group", r.role, r.epoch, r.since, r.ordered, r.starting
              from (<which>) d join claims.role r on r.deployment = d.deployment
             order by d.deployment, r.node, r."group"
            """;
    private static final String ONE =
            "select * from claims.deployment where deployment = :deployment and retired_at is null";
    private static final String PAGE = """
            select * from claims.deployment
             where deployment > :after and retired_at is null order by deployment limit :fetch
            """;

    private final Jdbi database;
    private final DefinitionTable definitions;

    DeployedTable(Jdbi database, DefinitionTable definitions) {
        this.database = database;
        this.definitions = definitions;
    }

    /** A deployment with every node's part in its groups. */
    public record Deployed(Defined defined, List<Assigned> roles) {}

    record Line(
            String deployment,
            long version,
            String definition,
            String node,
            String group,
            String role,
            long epoch,
            Instant since,
            long ordered,
            boolean starting) {

        DefinitionTable.Row defined() {
            return new DefinitionTable.Row(deployment, version, definition);
        }

        Assigned assigned() {
            return new Assigned(node, group, role, epoch, since, ordered, starting);
        }
    }

    public Deployed get(DeploymentId deployment) {
        return database
                .withHandle(handle ->
                        read(handle.createQuery(LINES).define("which", ONE).bind("deployment", deployment)))
                .stream()
                .findFirst()
                .orElseThrow(() -> definitions.unknown(deployment));
    }

    public List<Deployed> page(String after, int fetch) {
        return database.withHandle(handle -> read(handle.createQuery(LINES)
                .define("which", PAGE)
                .bind("after", after)
                .bind("fetch", fetch)));
    }

    private List<Deployed> read(Query query) {
        var lines = query.mapTo(Line.class).list().stream()
                .collect(groupingBy(Line::deployment, LinkedHashMap::new, toList()));
        return lines.values().stream().map(this::deployed).toList();
    }

    private Deployed deployed(List<Line> lines) {
        return new Deployed(
                definitions.defined(lines.getFirst().defined()),
                lines.stream().map(Line::assigned).toList());
    }
}
