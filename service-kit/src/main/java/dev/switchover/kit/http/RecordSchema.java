package dev.switchover.kit.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** How a record looks as JSON: for those that no handler names as its answer, so that the scanner overlooks them. */
final class RecordSchema {

    private RecordSchema() {}

    static Schema of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() instanceof Class<?> raw && isList(raw)) {
            return OpenApiParts.schema(SchemaType.ARRAY).items(of(list.getActualTypeArguments()[0]));
        }
        if (type == String.class) {
            return OpenApiParts.text();
        }
        if (type == boolean.class) {
            return OpenApiParts.schema(SchemaType.BOOLEAN);
        }
        if (type == Instant.class) {
            return OpenApiParts.text().format("date-time");
        }
        if (type instanceof Class<?> constants && constants.isEnum()) {
            return OpenApiParts.text().enumeration(Arrays.<Object>asList(names(constants)));
        }
        if (type instanceof Class<?> raw && raw.isRecord()) {
            return ofRecord(raw);
        }
        throw new IllegalStateException("No schema is known for " + type);
    }

    private static Schema ofRecord(Class<?> type) {
        var components = type.getRecordComponents();
        if (components.length == 1 && components[0].getAccessor().isAnnotationPresent(JsonValue.class)) {
            return of(components[0].getGenericType());
        }
        var schema = OpenApiParts.schema(SchemaType.OBJECT);
        for (var component : components) {
            schema.addProperty(component.getName(), of(component.getGenericType()));
            if (isPresent(component)) {
                schema.addRequired(component.getName());
            }
        }
        return schema;
    }

    private static boolean isPresent(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isList(Class<?> type) {
        return Collection.class.isAssignableFrom(type);
    }

    private static Object[] names(Class<?> constants) {
        return Arrays.stream(constants.getEnumConstants()).map(Object::toString).toArray();
    }
}
