package dev.switchover.eventstore;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;

/** Stores events as JSON under the names of {@link EventNames} instead of their class names. */
public final class NamedEventSerializer extends JacksonSerializer {

    private final EventNames names;

    private NamedEventSerializer(Builder builder, EventNames names) {
        super(builder);
        this.names = names;
    }

    public static NamedEventSerializer create(ObjectMapper json, EventNames names) {
        return new NamedEventSerializer(JacksonSerializer.builder().objectMapper(json), names);
    }

    @Override
    @SuppressWarnings("rawtypes") // as declared by Axon
    public SerializedType typeForClass(Class type) {
        var plain = super.typeForClass(type);
        return type == null ? plain : new SimpleSerializedType(names.nameOf(type), plain.getRevision());
    }

    @Override
    protected String resolveClassName(SerializedType serializedType) {
        return names.classNameOf(serializedType.getName());
    }
}
