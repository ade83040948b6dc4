package dev.switchover.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.switchover.eventstore.EventNames;
import dev.switchover.eventstore.NamedEventSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.SimpleSerializedObject;

/**
 * One whole story with every event a service has, as it lies in databases: {@code src/test/resources/stored-events.jsonl}.
 * Lines may be added to, never changed.
 */
public final class StoredStory {

    private static final Path FILE = Path.of("src/test/resources/stored-events.jsonl");
    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private final List<Class<?>> families;
    private final NamedEventSerializer serializer;

    public StoredStory(Class<?>... families) {
        this.families = List.of(families);
        this.serializer = NamedEventSerializer.create(JSON, EventNames.of(families));
    }

    /** An event under its stored name. */
    public record Stored(String name, String aggregate, JsonNode payload) {

        @Override
        public String toString() {
            return name + " of " + aggregate;
        }
    }

    public List<Stored> all() {
        try (var lines = Files.lines(FILE)) {
            return lines.map(StoredStory::stored).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Object event(Stored stored) {
        return serializer.deserialize(
                new SimpleSerializedObject<>(stored.payload().toString(), String.class, stored.name(), null));
    }

    /** {@code json} with quotes that need no escaping. */
    public Object read(String name, String json) {
        return event(new Stored(name, "", node(json.replace('\'', '"'))));
    }

    /** As it would be stored today. */
    public Stored write(String aggregate, Object event) {
        var written = serializer.serialize(event, String.class);
        return new Stored(written.getType().getName(), aggregate, node(written.getData()));
    }

    /** Every event there is, by the name of its class. */
    public List<String> every() {
        return families.stream()
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .map(Class::getName)
                .toList();
    }

    /** As the processors see them, a minute apart. */
    public List<DomainEventMessage<?>> messages() {
        Map<String, Long> next = new HashMap<>();
        var messages = new ArrayList<DomainEventMessage<?>>();
        for (var stored : all()) {
            long sequence = next.merge(stored.aggregate(), 0L, (before, unused) -> before + 1);
            messages.add(new GenericDomainEventMessage<>(
                    stored.aggregate().replaceAll("/.*", ""),
                    stored.aggregate(),
                    sequence,
                    event(stored),
                    Map.of("actor", "olga", "reason", "planned", "ticket", "T-1"),
                    "e" + messages.size(),
                    BEGIN.plusSeconds(60L * messages.size())));
        }
        return messages;
    }

    private static Stored stored(String line) {
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
