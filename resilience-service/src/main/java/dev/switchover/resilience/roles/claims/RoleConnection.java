package dev.switchover.resilience.roles.claims;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A connection outside the pool, on which nothing takes longer than two seconds: a dead network must show. */
@Singleton
class RoleConnection {

    private static final String PATIENCE_SECONDS = "2";

    private final String url;
    private final Properties properties = new Properties();

    RoleConnection(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.url = url;
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", PATIENCE_SECONDS);
        properties.setProperty("socketTimeout", PATIENCE_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "switchover roles");
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(url, properties);
    }
}
