package dev.switchover.resilience.roles;

import dev.switchover.embedded.Database;
import java.sql.SQLException;
import java.util.UUID;

/** The roles of one deployment, written as the claims would be. */
public record RoleRows(Database database, String deployment) {

    private static final String OTHERS = """
            update claims.role set role = 'NONE', epoch = ?
            where deployment = ? and "group" = ? and role = ? and node <> ?
            """;

    private static final String OWN = """
            insert into claims.role (epoch, deployment, "group", role, node, since) values (?, ?, ?, ?, ?, now())
            on conflict (deployment, node, "group") do update
            set role = excluded.role, epoch = excluded.epoch, since = excluded.since
            """;

    public static RoleRows in(Database database) {
        return new RoleRows(database, "d-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** From now on the node is that; who was the same before is nothing any more. */
    public void set(String node, String group, String role, long epoch) {
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            for (var sql : new String[] {OTHERS, OWN}) {
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setLong(1, epoch);
                    statement.setString(2, deployment);
                    statement.setString(3, group);
                    statement.setString(4, role);
                    statement.setString(5, node);
                    statement.execute();
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first takes what the second then drains, in one transaction as a guided failover would. */
    public void move(String group, String to, String from, long epoch) {
        execute("""
                update claims.role set role = 'DRAINING', epoch = %4$d, since = now()
                where deployment = '%2$s' and "group" = '%3$s' and node = '%5$s';
                update claims.role set role = 'OWNER', epoch = %4$d, since = now()
                where deployment = '%2$s' and "group" = '%3$s' and node = '%1$s'
                """.formatted(to, deployment, group, epoch, from));
    }

    public void execute(String sql) {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
