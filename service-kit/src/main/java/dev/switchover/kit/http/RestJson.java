package dev.switchover.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.deser.DurationDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import dev.switchover.kit.problem.Wanted;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON as the REST face takes it: strict, so that a misspelt field is refused instead of overlooked. */
@Provider
public class RestJson implements ContextResolver<ObjectMapper> {

    private final ObjectMapper strict;

    RestJson(ObjectMapper lenient) {
        strict = lenient.copy()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
                .registerModule(new SimpleModule("rest")
                        .addDeserializer(String.class, new Text())
                        .addDeserializer(Instant.class, new Moment())
                        .addDeserializer(Duration.class, new Span())
                        .addKeyDeserializer(String.class, new Key()));
        for (var number : List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean)) {
            strict.coercionConfigFor(number).setCoercion(CoercionInputShape.String, CoercionAction.Fail);
        }
        for (var shape : List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            strict.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
    }

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return strict;
    }

    private static final class Key extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return storable(context.getParser(), key);
        }
    }

    /** PostgreSQL stores neither U+0000 nor half a character, so they are refused at the door. */
    private static final class Text extends StringDeserializer {

        @Override
        public @Nullable String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var text = super.deserialize(json, context);
            return text == null ? null : storable(json, text);
        }
    }

    /** Written out, and within what PostgreSQL can store. */
    private static final class Moment extends StdDeserializer<Instant> {

        private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
        private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

        Moment() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, json);
            }
            var moment = InstantDeserializer.INSTANT.deserialize(json, context);
            if (moment != null && (moment.isBefore(FIRST) || moment.isAfter(LAST))) {
                throw new InvalidFormatException(json, "cannot be stored", json.getText(), Instant.class);
            }
            return moment;
        }
    }

    /** Written out: a number does not say whether it means seconds or minutes. */
    private static final class Span extends StdDeserializer<Duration> {

        Span() {
            super(Duration.class);
        }

        @Override
        public @Nullable Duration deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.hasToken(JsonToken.VALUE_STRING)) {
                return DurationDeserializer.INSTANCE.deserialize(json, context);
            }
            if (json.currentToken().isScalarValue()) {
                throw new InvalidFormatException(json, "no duration", json.getText(), Duration.class);
            }
            return (Duration) context.handleUnexpectedToken(Duration.class, json);
        }
    }

    private static String storable(JsonParser json, String text) throws IOException {
        if (text.indexOf('\0') >= 0 || !UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidFormatException(json, "cannot be stored", text, Wanted.Storable.class);
        }
        return text;
    }
}
