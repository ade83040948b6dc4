package dev.switchover.eventstore.gauntlet;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.embedded.Database;
import dev.switchover.embedded.Embedded;
import dev.switchover.eventstore.StoreSchema;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.common.jdbc.ConnectionProvider;

/** The database in which all schedules run, each in its schema. */
final class Arena implements AutoCloseable {

    private final Database database = cheapLogin(Embedded.freshDatabase());
    private final AgroalDataSource pool = pool(database);

    Connection connect() throws SQLException {
        return database.connect();
    }

    /** Connections that nobody kills. */
    ConnectionProvider readers() {
        return pool::getConnection;
    }

    void create(StoreSchema schema) {
        execute(script().replace("events.", schema.name() + ".")
                .replace("exists events;", "exists " + schema.name() + ";"));
    }

    void drop(String schema) {
        execute("drop schema " + schema + " cascade");
    }

    void execute(String sql) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> texts(String query) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    static ObjectMapper json() {
        return new ObjectMapper();
    }

    /** Thousands of connections are killed and made anew; the default 4,096 rounds of hashing each would cost the most. */
    private static Database cheapLogin(Database database) {
        var name = "gauntlet" + System.nanoTime();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("set scram_iterations = 1");
            statement.execute("create role " + name + " superuser login password '" + name + "'");
            return new Database(database.jdbcUrl(), name, name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String script() {
        try (var script = Arena.class.getResourceAsStream("/db/event-store/V1.1__create_event_log.sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AgroalDataSource pool(Database database) {
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(30)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.jdbcUrl())
                                .principal(new NamePrincipal(database.user()))
                                .credential(new SimplePassword(database.password()))));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
