package dev.switchover.resilience.roles.claims;

import java.sql.Connection;
import java.sql.SQLException;

/** What else is answered from memory: the watch of the roles reads it again when the database tells that it changed. */
public interface KeptBeside {

    /** The channel on which a change is told. */
    String channel();

    /** On the connection of the watch, which has little patience. */
    void read(Connection connection) throws SQLException;
}
