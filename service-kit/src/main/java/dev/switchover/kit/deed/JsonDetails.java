package dev.switchover.kit.deed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The details of a deed as JSON. */
record JsonDetails(ObjectMapper json) implements Serializer {

    @Override
    public byte[] serialize(Object details) {
        try {
            return json.writeValueAsBytes(details);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] details) {
        try {
            return json.readValue(details, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
