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
        return type == null
                ? plain
                : names.nameOf(type)
                        .<SerializedType>map(name -> new SimpleSerializedType(name, plain.getRevision()))
                        .orElse(plain);
    }

    /** Events by their stored names, without asking a class loader each time. */
    @Override
    @SuppressWarnings("rawtypes") // as declared by Axon
    public Class classForType(SerializedType type) {
        return names.classOf(type.getName()).<Class>map(known -> known).orElseGet(() -> super.classForType(type));
    }
}
