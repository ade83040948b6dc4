package dev.switchover.notification;

import dev.switchover.embedded.Database;
import java.sql.Connection;
import java.sql.SQLException;

/** Holds up whoever writes to a table, and to copies made of it, as long as it is closed: nothing depends on timing. */
final class Gate implements AutoCloseable {

    private final Connection keeper;
    private final String table;
    private final int number;

    Gate(Database database, String table, int number) throws SQLException {
        this.keeper = database.connect();
        this.table = table;
        this.number = number;
        execute("""
                create or replace function public.pass_%1$d() returns boolean language plpgsql as
                $$ begin perform pg_advisory_xact_lock_shared(%1$d); return true; end $$
                """);
        execute("alter table " + table + " add constraint gate_%1$d check (public.pass_%1$d())");
        execute("select pg_advisory_lock(%1$d)");
    }

    boolean holdsSomebody() throws SQLException {
        try (var query = keeper.createStatement();
                var waiting = query.executeQuery(
                        "select count(*) from pg_locks where locktype = 'advisory' and not granted and objid = "
                                + number)) {
            return waiting.next() && waiting.getInt(1) > 0;
        }
    }

    void open() throws SQLException {
        execute("select pg_advisory_unlock_all()");
    }

    @Override
    public void close() throws SQLException {
        open();
        execute("alter table " + table + " drop constraint gate_%1$d");
        keeper.close();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = keeper.createStatement()) {
            statement.execute(sql.formatted(number));
        }
    }
}
