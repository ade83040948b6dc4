package dev.switchover.kit.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.switchover.eventstore.EventNames;
import dev.switchover.eventstore.NamedEventSerializer;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;

/** How things are stored: apart from the REST API's mapper, so that its settings never change what is stored. */
final class Serializers {

    private Serializers() {}

    static NamedEventSerializer events(EventNames names) {
        return NamedEventSerializer.create(storage(), names);
    }

    /** Aggregates are read and written by their fields. */
    static Serializer snapshots() {
        var fields = storage()
                .setVisibility(PropertyAccessor.ALL, Visibility.NONE)
                .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                .setVisibility(PropertyAccessor.CREATOR, Visibility.ANY);
        return JacksonSerializer.builder().objectMapper(fields).build();
    }

    static Serializer tokens() {
        return JacksonSerializer.builder().objectMapper(storage()).build();
    }

    static ObjectMapper storage() {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
