package dev.switchover.embedded;

import java.sql.SQLException;

/** Where a running PostgreSQL listens and how to log in. */
public record Postgres(int port, String user, String password) {

    private static final String DUPLICATE_DATABASE = "42P04";

    /** The database of that name, created if it is not there yet. */
    public Database database(String name) {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a name for a database: " + name);
        }
        var database = at(name);
        try (var connection = at("postgres").connect();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template template0");
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw new IllegalStateException("cannot create database " + name, e);
            }
        }
        return database;
    }

    /** A database that is known to exist. */
    Database at(String name) {
        return new Database("jdbc:postgresql://127.0.0.1:" + port + "/" + name, user, password);
    }

    /** The directory the server at this port keeps its data in: proof that it is ours. */
    String dataDirectory() throws SQLException {
        try (var connection = at("postgres").connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("show data_directory")) {
            row.next();
            return row.getString(1);
        }
    }
}
