package dev.switchover.kit.axon;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.argument.Arguments;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMapperFactory;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jspecify.annotations.Nullable;

/** A record of one component, such as an id, is a column with that component's value. */
final class WrappedValues implements ColumnMapperFactory, ArgumentFactory {

    private static final ClassValue<Optional<RecordComponent>> COMPONENT = new ClassValue<>() {
        @Override
        protected Optional<RecordComponent> computeValue(Class<?> type) {
            var components = type.getRecordComponents();
            if (components == null || components.length != 1) {
                return Optional.empty();
            }
            components[0].getAccessor().setAccessible(true);
            return Optional.of(components[0]);
        }
    };

    @Override
    public Optional<ColumnMapper<?>> build(Type type, ConfigRegistry config) {
        return component(GenericTypes.getErasedType(type)).flatMap(part -> config.get(ColumnMappers.class)
                .findFor(part.getGenericType())
                .map(inner -> wrapping(GenericTypes.getErasedType(type), part, inner)));
    }

    @Override
    public Optional<Argument> build(Type type, @Nullable Object value, ConfigRegistry config) {
        return component(GenericTypes.getErasedType(type)).flatMap(part -> config.get(Arguments.class)
                .findFor(part.getGenericType(), value == null ? null : read(part, value)));
    }

    private static Optional<RecordComponent> component(Class<?> type) {
        return COMPONENT.get(type);
    }

    private static ColumnMapper<?> wrapping(Class<?> type, RecordComponent part, ColumnMapper<?> inner) {
        var constructor = constructor(type, part);
        return (row, column, context) -> {
            var value = inner.map(row, column, context);
            return row.wasNull() ? null : create(constructor, value);
        };
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent part) {
        try {
            var constructor = type.getDeclaredConstructor(part.getType());
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object create(Constructor<?> constructor, Object value) {
        try {
            return constructor.newInstance(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constructor + " refuses " + value, e);
        }
    }

    private static Object read(RecordComponent part, Object value) {
        try {
            return part.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
