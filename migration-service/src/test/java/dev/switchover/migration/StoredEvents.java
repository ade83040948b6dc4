package dev.switchover.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.switchover.eventstore.EventNames;
import dev.switchover.eventstore.NamedEventSerializer;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent;
import dev.switchover.migration.cluster.domain.ClusterEvent;
import dev.switchover.migration.customer.domain.CustomerEvent;
import dev.switchover.migration.imports.domain.ImportEvent;
import dev.switchover.migration.migration.domain.MigrationEvent;
import dev.switchover.migration.migration.domain.RemovalEvent;
import dev.switchover.migration.migration.domain.WaveEvent;
import dev.switchover.migration.settlement.domain.InvoiceEvent;
import dev.switchover.migration.supplier.domain.RouteEvent;
import dev.switchover.migration.supplier.domain.SupplierEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.SimpleSerializedObject;

/** One whole story with every event there is, as it lies in databases. Lines may be added to, never changed. */
final class StoredEvents {

    static final Class<?>[] FAMILIES = {
        ClusterEvent.class,
        SupplierEvent.class,
        RouteEvent.class,
        CustomerEvent.class,
        AuthorisationEvent.class,
        MigrationEvent.class,
        WaveEvent.class,
        RemovalEvent.class,
        InvoiceEvent.class,
        ImportEvent.class
    };

    private static final Path FILE = Path.of("src/test/resources/stored-events.jsonl");
    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final NamedEventSerializer SERIALIZER = NamedEventSerializer.create(JSON, EventNames.of(FAMILIES));

    /** An event under its stored name. */
    record Stored(String name, String aggregate, JsonNode payload) {

        Object event() {
            return SERIALIZER.deserialize(new SimpleSerializedObject<>(payload.toString(), String.class, name, null));
        }

        @Override
        public String toString() {
            return name + " of " + aggregate;
        }
    }

    private StoredEvents() {}

    static List<Stored> all() {
        try (var lines = Files.lines(FILE)) {
            return lines.map(StoredEvents::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code json} with quotes that need no escaping. */
    static Object read(String name, String json) {
        return new Stored(name, "", node(json.replace('\'', '"'))).event();
    }

    /** As it would be stored today. */
    static Stored write(String aggregate, Object event) {
        var written = SERIALIZER.serialize(event, String.class);
        return new Stored(written.getType().getName(), aggregate, node(written.getData()));
    }

    /** As the processors see them, a minute apart. */
    static List<DomainEventMessage<?>> messages() {
        Map<String, Long> next = new HashMap<>();
        var messages = new ArrayList<DomainEventMessage<?>>();
        for (var stored : all()) {
            long sequence = next.merge(stored.aggregate(), 0L, (before, unused) -> before + 1);
            messages.add(new GenericDomainEventMessage<>(
                    stored.aggregate().replaceAll("/.*", ""),
                    stored.aggregate(),
                    sequence,
                    stored.event(),
                    Map.of("actor", "olga", "reason", "planned", "ticket", "T-1"),
                    "e" + messages.size(),
                    BEGIN.plusSeconds(60L * messages.size())));
        }
        return messages;
    }

    private static Stored read(String line) {
        var node = node(line);
        return new Stored(node.path("name").asText(), node.path("aggregate").asText(), node.path("payload"));
    }

    private static JsonNode node(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
