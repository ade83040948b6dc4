package dev.switchover.eventstore.bench;

import dev.switchover.eventstore.MemoryFirst;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Appends and commands on both sides, and single-row inserts as the limit. */
final class Writing implements AutoCloseable {

    private final Load load = new Load();
    private final AtomicLong ids = new AtomicLong();
    private final Side stock;
    private final Side own;

    Writing(Side stock, Side own) {
        this.stock = stock;
        this.own = own;
        own.execute("create table raw (id bigserial primary key, aggregate text, payload bytea)");
    }

    /** One event per commit, each on an aggregate of its own; ours until the last one has its position. */
    Comparison append(int writers, int rounds) throws Exception {
        return Comparison.of(
                "append, " + writers + " writer(s)",
                rounds,
                () -> load.perSecond(writers, caller -> append(stock), stock::settle),
                () -> load.perSecond(writers, caller -> append(own), own::settle),
                () -> load.perSecond(writers, caller -> insert(), () -> {}));
    }

    /** One event per command, each caller on an aggregate of its own that exists already. */
    Comparison command(int callers, int rounds) throws Exception {
        var stockCommands = opened(stock, callers);
        var ownCommands = opened(own, callers);
        return Comparison.of(
                "command, " + callers + " caller(s)",
                rounds,
                () -> load.perSecond(callers, caller -> count(stockCommands, callers, caller), stock::settle),
                () -> load.perSecond(
                        callers,
                        caller -> MemoryFirst.run(() -> count(ownCommands, callers, caller), failure -> true),
                        own::settle),
                () -> load.perSecond(callers, caller -> insert(), () -> {}));
    }

    private void append(Side side) {
        var id = "counter/" + ids.incrementAndGet();
        var event = new GenericDomainEventMessage<>("Counter", id, 0, new CounterEvent.Counted(id, 1, Counter.TEXT));
        side.transactions.executeInTransaction(() -> side.engine().appendEvents(List.of(event)));
        side.committed();
    }

    private void insert() throws SQLException {
        try (var connection = own.pool.getConnection();
                var insert = connection.prepareStatement("insert into raw (aggregate, payload) values (?, ?)")) {
            insert.setString(1, "counter/" + ids.incrementAndGet());
            insert.setBytes(2, new byte[200]);
            insert.executeUpdate();
        }
    }

    private static CommandGateway opened(Side side, int callers) {
        var commands = side.commands();
        for (int i = 0; i < callers; i++) {
            commands.sendAndWait(new Counter.Open(counter(callers, i)));
        }
        return commands;
    }

    private static @Nullable Object count(CommandGateway commands, int callers, int caller) {
        return commands.sendAndWait(new Counter.Count(counter(callers, caller), 1));
    }

    private static String counter(int callers, int caller) {
        return "counter/of-" + callers + "-" + caller;
    }

    @Override
    public void close() {
        load.close();
    }
}
