package dev.switchover.kit.axon;

import dev.switchover.eventstore.EventNames;
import io.quarkus.arc.All;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** Where events and tokens are kept. */
@Singleton
class Storage {

    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);

    @Produces
    @Singleton
    EventNames names(@All List<Capability> capabilities) {
        return capabilities.stream().map(Capability::events).reduce(EventNames.of(), EventNames::and);
    }

    @Produces
    @Singleton
    EventStore events() {
        return EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
    }

    @Produces
    @Singleton
    TokenStore tokens(DataSource database) {
        return new Tokens(Tokens.builder()
                .connectionProvider(database::getConnection)
                .serializer(Serializers.tokens())
                .schema(TokenSchema.builder()
                        .setTokenTable("kit.token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("touched_at")
                        .build())
                .claimTimeout(CLAIM_TIMEOUT)
                .contentType(byte[].class));
    }
}
