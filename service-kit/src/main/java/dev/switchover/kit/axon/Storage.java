package dev.switchover.kit.axon;

import dev.switchover.eventstore.EventNames;
import dev.switchover.eventstore.PostgresEventStorageEngine;
import dev.switchover.eventstore.PostgresEventStore;
import dev.switchover.eventstore.Sequencer;
import io.quarkus.arc.All;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where events and tokens are kept. */
@Singleton
class Storage {

    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(6);

    @Produces
    @Singleton
    EventNames names(@All List<Capability> capabilities) {
        return capabilities.stream().map(Capability::events).reduce(EventNames.of(), EventNames::and);
    }

    /** On a connection of its own, which no pool takes away and no transaction manager touches. */
    @Produces
    @Singleton
    Sequencer sequencer(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            Clock clock) {
        return new Sequencer(() -> DriverManager.getConnection(url, user, password), clock);
    }

    void close(@Disposes Sequencer sequencer) {
        sequencer.close();
    }

    @Produces
    @Singleton
    PostgresEventStore events(DataSource database, EventNames names, Sequencer sequencer, Clock clock) {
        GenericEventMessage.clock = clock; // due times are counted from the time of an event
        return store(database, names, sequencer);
    }

    @Produces
    @Singleton
    TokenStore tokens(DataSource database, Instances instances, Clock clock) {
        AbstractTokenEntry.clock = clock; // claims of segments are leases
        return tokenStore(database, instances.self());
    }

    /** Inside a transaction the pool hands out its one connection: events join claims and tokens. */
    static PostgresEventStore store(DataSource database, EventNames names, Sequencer sequencer) {
        var engine = PostgresEventStorageEngine.builder()
                .connections(database::getConnection)
                .eventSerializer(Serializers.events(names))
                .snapshotSerializer(Serializers.snapshots())
                .build();
        return PostgresEventStore.builder().engine(engine).sequencer(sequencer).build();
    }

    static TokenStore tokenStore(DataSource database, String instance) {
        return new Tokens(
                Tokens.builder()
                        .connectionProvider(database::getConnection)
                        .serializer(Serializers.tokens())
                        .schema(TokenSchema.builder()
                                .setTokenTable("kit.token_entry")
                                .setProcessorNameColumn("processor_name")
                                .setTokenTypeColumn("token_type")
                                .setTimestampColumn("touched_at")
                                .build())
                        .nodeId(instance)
                        .claimTimeout(CLAIM_TIMEOUT)
                        .contentType(byte[].class),
                instance);
    }
}
