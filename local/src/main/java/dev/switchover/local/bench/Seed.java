package dev.switchover.local.bench;

import dev.switchover.embedded.Database;
import java.sql.SQLException;
import java.util.List;

/** Rows as claims and views would hold them in the middle of a migration: nine tenths moved, one tenth told and late. */
record Seed(Database database) {

    static final String CLUSTER = "voice";

    private static final List<String> SUPPLIERS = List.of("""
            insert into claims.supplier_party select 'supplier-' || i, 'party-' || i from generate_series(1, 1000) i
            """, """
            insert into views.supplier select supplier, party, supplier, now() from claims.supplier_party
            """, """
            insert into claims.trunk
            select supplier, 'main', party, 'voice', 'IP', null, false, null, '{}', '{}', false from claims.supplier_party
            """, """
            insert into claims.authorisation
            select 'move', supplier, trunk, '198.51.100.20', 'PROVEN' from claims.trunk
            """, """
            insert into claims.route select 'route-' || i, 'voice', '+' || i, i = 10 from generate_series(1, 10) i
            """, """
            insert into claims.route_trunk
            select 'route-' || mod(i, 10) + 1, i, 'supplier-' || i, 'main' from generate_series(1, 1000) i
            """, "analyze");

    private static final List<String> CUSTOMERS = List.of("""
            insert into claims.customer
            select 'customer-' || i, 'party-' || i, 'IP', null, 'voice',
                case when mod(i, 10) = 0 then 'a' else 'b' end, case when mod(i, 10) = 0 then 'ANNOUNCED' else 'MOVED' end,
                'move', 'wave-1', 'b', now() - interval '1 day', case when mod(i, 10) > 0 then now() - interval '2 days' end,
                timestamptz '2025-01-01', true, 'UTC', gen_random_uuid()
            from generate_series(%1$d, %2$d) i
            """, """
            insert into views.customer select * from claims.customer on conflict do nothing
            """, """
            insert into claims.customer_count select cluster, node, state, 0, count(*) from claims.customer group by 1, 2, 3
            on conflict (cluster, node, state, stripe) do update set n = excluded.n
            """, """
            insert into claims.stay
            select customer, cluster, 'a', on_source_since, moved_at, time_zone, true,
                case node when 'a' then 'STILL_THERE' else 'SETTLED' end, 0, 0, 1, node <> 'a'
            from claims.customer on conflict do nothing
            """, """
            insert into claims.settlement_count
            select 'voice', 'a', 'SETTLED', 0, count(*) from claims.stay where verdict = 'SETTLED'
            on conflict (cluster, node, verdict, stripe) do update set n = excluded.n
            """, """
            insert into views.told_customer
            select migration, customer, wave, party, state, due, due, due from claims.customer on conflict do nothing
            """, """
            insert into views.told_count select migration, wave, state, count(*) from claims.customer group by 1, 2, 3
            on conflict (migration, wave, state) do update set n = excluded.n
            """, "vacuum analyze");

    void suppliers() throws SQLException {
        execute(SUPPLIERS);
    }

    /** Adds those with the numbers from first to last. */
    void customers(int first, int last) throws SQLException {
        execute(CUSTOMERS.stream().map(sql -> sql.formatted(first, last)).toList());
    }

    private void execute(List<String> statements) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
