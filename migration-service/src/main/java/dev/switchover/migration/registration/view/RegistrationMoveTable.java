package dev.switchover.migration.registration.view;

import dev.switchover.kit.operation.Asked;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.registration.view.RegistrationMoveView.State;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveAborted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveStarted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoved;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationReleased;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationRestored;
import dev.switchover.migration.supplier.domain.TrunkRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of the table registration_move. */
public class RegistrationMoveTable {

    private final Jdbi database;
    private final String table;

    public RegistrationMoveTable(Jdbi database, ViewTables tables) {
        this.database = database;
        this.table = tables.name("registration_move");
    }

    Optional<RegistrationMoveView> find(String supplier, String trunk, int move) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from <table> where supplier = :supplier and trunk = :trunk and move = :move
                        """)
                .define("table", table)
                .bind("supplier", supplier)
                .bind("trunk", trunk)
                .bind("move", move)
                .mapTo(RegistrationMoveView.class)
                .findOne());
    }

    /** Also under the name that it had before, unless that is another's too. */
    Optional<RegistrationMoveView> byOperation(String operation) {
        var moves = database.withHandle(handle -> handle.createQuery("""
                        select * from <table>
                         where 'registration.' || supplier || '.' || trunk || '.' || move = :operation
                            or 'registration-' || supplier || '--' || trunk || '--' || move = :operation
                         limit 2
                        """)
                .define("table", table)
                .bind("operation", operation)
                .mapTo(RegistrationMoveView.class)
                .list());
        return moves.size() == 1 ? Optional.of(moves.getFirst()) : Optional.empty();
    }

    /** Those of one migration, by supplier, trunk and number; {@code after} names the last one seen. */
    List<RegistrationMoveView> of(String migration, String after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from <table>
                         where migration = :migration and supplier || '.' || trunk || '.' || to_char(move, 'FM00000000') > :after
                         order by supplier || '.' || trunk || '.' || to_char(move, 'FM00000000')
                         limit :limit
                        """)
                .define("table", table)
                .bind("migration", migration)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(RegistrationMoveView.class)
                .list());
    }

    void start(RegistrationMoveStarted event, Instant at, Asked asked) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <table> (supplier, trunk, move, migration, from_node, to_node, state,
                                             started_at, started_by, asked_reason, ticket)
                        values (:supplier, :trunk, :move, :migration, :from, :to, 'RELEASING',
                                :at, :by, :reason, :ticket)
                        on conflict (supplier, trunk, move) do nothing
                        """)
                .define("table", table)
                .bind("supplier", event.supplierId())
                .bind("trunk", event.trunk())
                .bind("move", event.move())
                .bind("migration", event.migration())
                .bind("from", event.from())
                .bind("to", event.to())
                .bind("at", at)
                .bindMethods(asked)
                .execute());
    }

    void release(RegistrationReleased event, Instant at, @Nullable String actor) {
        step(
                event.ref(),
                event.move(),
                State.TAKING,
                new Said("released", "released_evidence", at, actor, event.evidence()));
    }

    void take(RegistrationMoved event, Instant at, @Nullable String actor) {
        step(event.ref(), event.move(), State.MOVED, new Said("moved", "moved_evidence", at, actor, event.evidence()));
    }

    void abort(RegistrationMoveAborted event, Instant at, @Nullable String actor) {
        var state = event.released() ? State.RESTORING : State.ABORTED;
        step(event.ref(), event.move(), state, new Said("aborted", "abort_reason", at, actor, event.reason()));
    }

    void restore(RegistrationRestored event, Instant at, @Nullable String actor) {
        step(
                event.ref(),
                event.move(),
                State.ABORTED,
                new Said("restored", "restored_evidence", at, actor, event.evidence()));
    }

    private void step(TrunkRef trunk, int move, State state, Said said) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set state = :state, <step>_at = :at, <step>_by = :actor, <column> = :text
                         where supplier = :supplier and trunk = :trunk and move = :move
                        """)
                .define("table", table)
                .define("step", said.step())
                .define("column", said.column())
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .bind("move", move)
                .bind("state", state)
                .bind("at", said.at())
                .bind("actor", said.actor())
                .bind("text", said.text())
                .execute());
    }

    /** Who said what when about a step, and the column for it. */
    private record Said(
            String step,
            String column,
            Instant at,
            @Nullable String actor,
            String text) {}
}
