package dev.switchover.kit.deed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Errands as JSON. */
record JsonDetails(ObjectMapper json) implements Serializer {

    @Override
    public byte[] serialize(Object errand) {
        try {
            return json.writeValueAsBytes(errand);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] errand) {
        try {
            return type.cast(Errand.of(json.readTree(errand)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
