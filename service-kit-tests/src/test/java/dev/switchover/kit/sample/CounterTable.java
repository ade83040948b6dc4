package dev.switchover.kit.sample;

import dev.switchover.kit.view.ViewTables;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** All SQL of views.counter. Not idempotent on purpose: an event handled twice shows. */
public class CounterTable {

    /** A row. */
    public record Row(CounterId counterId, String label, int value, boolean filled) {}

    private final Jdbi database;
    private final String table;

    public CounterTable(Jdbi database, ViewTables tables) {
        this.database = database;
        this.table = tables.name("counter");
    }

    public Optional<Row> find(CounterId id) {
        return database.withHandle(handle -> handle.createQuery("select * from <table> where counter_id = :id")
                .define("table", table)
                .bind("id", id)
                .mapTo(Row.class)
                .findOne());
    }

    public List<Row> all() {
        return database.withHandle(handle -> handle.createQuery("select * from <table> order by counter_id")
                .define("table", table)
                .mapTo(Row.class)
                .list());
    }

    void insert(CounterId id, String label) {
        database.useHandle(handle -> handle.createUpdate(
                        "insert into <table> (counter_id, label, value, filled) values (:id, :label, 0, false)")
                .define("table", table)
                .bind("id", id)
                .bind("label", label)
                .execute());
    }

    void raise(CounterId id, int by) {
        database.useHandle(
                handle -> handle.createUpdate("update <table> set value = value + :by where counter_id = :id")
                        .define("table", table)
                        .bind("id", id)
                        .bind("by", by)
                        .execute());
    }

    void fill(CounterId id) {
        database.useHandle(handle -> handle.createUpdate("update <table> set filled = true where counter_id = :id")
                .define("table", table)
                .bind("id", id)
                .execute());
    }
}
