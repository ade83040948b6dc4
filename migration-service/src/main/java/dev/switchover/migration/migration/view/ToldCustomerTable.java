package dev.switchover.migration.migration.view;

import dev.switchover.kit.view.ViewTables;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes views.told_customer and its counts: a batch of events becomes two statements. */
public class ToldCustomerTable {

    private final Jdbi database;
    private final String customers;
    private final String counts;

    /** What an event says of a customer; only an announcement says when it is due and that he was told. */
    public record Change(
            String migration,
            String customer,
            String wave,
            String party,
            String state,
            @Nullable Instant due,
            @Nullable Instant toldAt,
            Instant at,
            @Nullable String evidence) {}

    private record Key(String migration, String customer) {}

    record Before(String migration, String customer, String wave, String state) {}

    public record Count(String migration, String wave, String state) implements Comparable<Count> {
        @Override
        public int compareTo(Count other) {
            return (migration + " " + wave + " " + state)
                    .compareTo(other.migration + " " + other.wave + " " + other.state);
        }
    }

    public ToldCustomerTable(Jdbi database, ViewTables tables) {
        this.database = database;
        this.customers = tables.name("told_customer");
        this.counts = tables.name("told_count");
    }

    void write(List<Change> changes) {
        var last = new LinkedHashMap<Key, Change>();
        changes.forEach(change -> last.merge(key(change), change, ToldCustomerTable::fold));
        database.useHandle(handle -> {
            var before = before(handle, last);
            upsert(handle, last);
            count(handle, before, last);
        });
    }

    private static Key key(Change change) {
        return new Key(change.migration(), change.customer());
    }

    /** The later state, with the times of the announcement. */
    private static Change fold(Change earlier, Change later) {
        return new Change(
                later.migration(),
                later.customer(),
                later.wave(),
                later.party().isEmpty() ? earlier.party() : later.party(),
                later.state(),
                later.due() == null ? earlier.due() : later.due(),
                later.toldAt() == null ? earlier.toldAt() : later.toldAt(),
                later.at(),
                later.evidence());
    }

    private List<Before> before(Handle handle, Map<Key, Change> last) {
        return handle.createQuery("""
                        select migration, customer, wave, state from <table>
                          join unnest(:migrations, :customers) as touched (m, c) on migration = m and customer = c
                        """)
                .define("table", customers)
                .bindArray(
                        "migrations",
                        String.class,
                        last.keySet().stream().map(Key::migration).toList())
                .bindArray(
                        "customers",
                        String.class,
                        last.keySet().stream().map(Key::customer).toList())
                .mapTo(Before.class)
                .list();
    }

    private void upsert(Handle handle, Map<Key, Change> last) {
        var batch = handle.prepareBatch("""
                insert into <table> as old (migration, customer, wave, party, state, due, told_at, changed_at, evidence)
                values (:migration, :customer, :wave, :party, :state, coalesce(cast(:due as timestamptz), :at),
                        coalesce(cast(:toldAt as timestamptz), :at), :at, :evidence)
                on conflict (migration, customer) do update set wave = excluded.wave, state = excluded.state,
                    due = coalesce(cast(:due as timestamptz), old.due), changed_at = excluded.changed_at, evidence = excluded.evidence,
                    told_at = coalesce(cast(:toldAt as timestamptz), old.told_at)
                """).define("table", customers);
        last.values().forEach(change -> batch.bindMethods(change).add());
        batch.execute();
    }

    private void count(Handle handle, List<Before> before, Map<Key, Change> last) {
        var sums = new TreeMap<Count, Long>();
        before.forEach(row -> sums.merge(new Count(row.migration(), row.wave(), row.state()), -1L, Long::sum));
        last.values().forEach(now -> sums.merge(new Count(now.migration(), now.wave(), now.state()), 1L, Long::sum));
        var batch = handle.prepareBatch("""
                insert into <table> as old (migration, wave, state, n) values (:migration, :wave, :state, :n)
                on conflict (migration, wave, state) do update set n = old.n + excluded.n
                """).define("table", counts);
        sums.forEach((count, n) -> batch.bindMethods(count).bind("n", n).add());
        batch.execute();
    }
}
