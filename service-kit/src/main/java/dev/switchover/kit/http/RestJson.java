package dev.switchover.kit.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
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
                .registerModule(new SimpleModule("rest")
                        .addDeserializer(String.class, new Text())
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
            return withoutZero(context.getParser(), key);
        }
    }

    /** PostgreSQL stores no U+0000, so it is refused at the door. */
    private static final class Text extends StringDeserializer {

        @Override
        public @Nullable String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var text = super.deserialize(json, context);
            return text == null ? null : withoutZero(json, text);
        }
    }

    private static String withoutZero(JsonParser json, String text) throws IOException {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidFormatException(json, "U+0000", text, NoZero.class);
        }
        return text;
    }

    /** Names what was expected, in the answer. */
    private static final class NoZero {}
}
