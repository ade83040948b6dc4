package dev.switchover.kit.axon;

import static org.axonframework.commandhandling.GenericCommandMessage.asCommandMessage;

import dev.switchover.eventstore.EventNames;
import dev.switchover.eventstore.Sequencer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jdbi.v3.core.Jdbi;

/** A second instance beside the application: same parts, with claims, aggregates and a sequencer of its own. */
final class OtherInstance implements AutoCloseable {

    /** What both instances are made of. */
    record Shared(
            DataSource database,
            Jdbi jdbi,
            EventNames names,
            JtaTransactions transactions,
            Refusals refusals,
            Appended appended,
            ServiceSetup setup) {}

    private final Sequencer sequencer = new Sequencer(OtherInstance::connection, Clock.systemUTC());
    private final Processors processors;
    private final AxonRuntime axon;

    OtherInstance(Shared shared) {
        var store = Storage.store(shared.database(), shared.names(), sequencer);
        var instances = new Instances(shared.jdbi());
        var tokens = Storage.tokenStore(shared.database(), instances.self());
        var streaming = new StreamingProcessors(store, tokens, shared.transactions(), instances, shared.refusals());
        processors = new Processors(store, shared.transactions(), streaming, instances, sequencer);
        axon = new AxonRuntime(
                store, shared.transactions(), processors, shared.appended(), List.of(), List.of(shared.setup()));
    }

    void start() {
        processors.start();
    }

    Object send(Object command) {
        return axon.retries().run(() -> {
            var answer = new FutureCallback<Object, Object>();
            axon.commandBus().dispatch(asCommandMessage(command), answer);
            var result = answer.getResult();
            if (result.isExceptional() && result.exceptionResult() instanceof RuntimeException e) {
                throw e;
            }
            return result.getPayload();
        });
    }

    @Override
    public void close() {
        processors.stop();
        sequencer.close();
    }

    private static Connection connection() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }
}
