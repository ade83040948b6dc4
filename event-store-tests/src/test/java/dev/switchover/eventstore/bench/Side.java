package dev.switchover.eventstore.bench;

import dev.switchover.embedded.Database;
import dev.switchover.eventstore.LocalTransactions;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.interceptors.TransactionManagingInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.Repository;

/** One of the two that are compared: the same bus, transactions and pool over another store, in a database of its own. */
abstract class Side implements AutoCloseable {

    private static final int SNAPSHOT_EVERY = 50;

    final Database database;
    final AgroalDataSource pool;
    final LocalTransactions transactions;

    Side(Database database) {
        this.database = database;
        pool = pool(database);
        transactions = new LocalTransactions(pool);
        execute("create table view (key text primary key, n bigint not null)");
        execute("""
                create table token_entry (processor_name text, segment int, mask int, token bytea, token_type text,
                    timestamp text, owner text, primary key (processor_name, segment))
                """);
    }

    abstract EventStorageEngine engine();

    abstract EventStore store();

    abstract Repository<Counter> repository(EventSourcingRepository.Builder<Counter> builder);

    /** Called after each commit that went past the store to the engine. */
    abstract void committed();

    /** Waits until everything committed can be read by all. */
    abstract void settle() throws InterruptedException;

    CommandGateway commands() {
        var bus = SimpleCommandBus.builder().build();
        bus.registerHandlerInterceptor(new TransactionManagingInterceptor<>(transactions));
        subscribe(bus);
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    private void subscribe(CommandBus bus) {
        var snapshotter = AggregateSnapshotter.builder()
                .eventStore(store())
                .transactionManager(transactions)
                .aggregateFactories(new GenericAggregateFactory<>(Counter.class))
                .build();
        var builder = EventSourcingRepository.builder(Counter.class)
                .eventStore(store())
                .snapshotTriggerDefinition(new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_EVERY));
        AggregateAnnotationCommandHandler.<Counter>builder()
                .aggregateType(Counter.class)
                .repository(repository(builder))
                .build()
                .subscribe(bus);
    }

    ConnectionProvider connections() {
        return transactions;
    }

    final void execute(String sql) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String query) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static AgroalDataSource pool(Database database) {
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.initialSize(20)
                        .maxSize(40)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.jdbcUrl())
                                .principal(new NamePrincipal(database.user()))
                                .credential(new SimplePassword(database.password()))));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
