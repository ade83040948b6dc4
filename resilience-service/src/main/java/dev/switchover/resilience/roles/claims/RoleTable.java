package dev.switchover.resilience.roles.claims;

import dev.switchover.resilience.roles.domain.Holding;
import dev.switchover.resilience.roles.domain.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** All roles by one query, on a connection of its own, which also hears when they change. */
final class RoleTable implements AutoCloseable {

    private static final String ALL =
            "select deployment, node, \"group\", role, greatest(epoch, issued), since from claims.role";

    private final PreparedStatement all;

    RoleTable(Connection connection) throws SQLException {
        try (var listen = connection.createStatement()) {
            listen.execute("listen role_changed");
        }
        all = connection.prepareStatement(ALL);
    }

    List<Holding> all() throws SQLException {
        try (var row = all.executeQuery()) {
            var holdings = new ArrayList<Holding>();
            while (row.next()) {
                holdings.add(new Holding(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Role.valueOf(row.getString(4)),
                        row.getLong(5),
                        row.getObject(6, OffsetDateTime.class).toInstant()));
            }
            return holdings;
        }
    }

    @Override
    public void close() throws SQLException {
        all.close();
    }
}
