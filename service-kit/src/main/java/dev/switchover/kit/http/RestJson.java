package dev.switchover.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
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
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import dev.switchover.kit.problem.Wanted;
import dev.switchover.kit.problem.Years;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
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
                        .addDeserializer(
                                Instant.class, new Dated<>(Instant.class, InstantDeserializer.INSTANT, Years::include))
                        .addDeserializer(
                                LocalDate.class,
                                new Dated<>(LocalDate.class, LocalDateDeserializer.INSTANCE, Years::include))
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

    /** Written out, and in a year that can be meant. */
    private static final class Dated<T> extends JsonDeserializer<T> {

        private final Class<T> type;
        private final JsonDeserializer<T> reader;
        private final Predicate<T> inAPossibleYear;

        Dated(Class<T> type, JsonDeserializer<T> reader, Predicate<T> inAPossibleYear) {
            this.type = type;
            this.reader = reader;
            this.inAPossibleYear = inAPossibleYear;
        }

        @Override
        public @Nullable T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return type.cast(unwritten(type, json, context));
            }
            var read = reader.deserialize(json, context);
            if (read != null && !inAPossibleYear.test(read)) {
                throw new InvalidFormatException(json, "in another year", json.getText(), Years.class);
            }
            return read;
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
            return (Duration) unwritten(Duration.class, json, context);
        }
    }

    private static @Nullable Object unwritten(Class<?> type, JsonParser json, DeserializationContext context)
            throws IOException {
        if (json.currentToken().isScalarValue()) {
            throw new InvalidFormatException(json, "not written out", json.getText(), type);
        }
        return context.handleUnexpectedToken(type, json);
    }

    private static String storable(JsonParser json, String text) throws IOException {
        if (text.indexOf('\0') >= 0 || !UTF_8.newEncoder().canEncode(text)) {
            throw new InvalidFormatException(json, "cannot be stored", text, Wanted.Storable.class);
        }
        return text;
    }
}
