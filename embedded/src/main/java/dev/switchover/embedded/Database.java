package dev.switchover.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** One database of a running PostgreSQL. */
public record Database(String jdbcUrl, String user, String password) {

    /** Not pooled: each connection is a new one. */
    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    public Connection connect() throws SQLException {
        return dataSource().getConnection();
    }
}
