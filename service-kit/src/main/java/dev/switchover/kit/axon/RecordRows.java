package dev.switchover.kit.axon;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A record, public or not, is a row: its components are the columns of the same name, in snake case. */
final class RecordRows implements RowMapperFactory {

    private static final ClassValue<Optional<RowMapper<?>>> ROWS = new ClassValue<>() {
        @Override
        protected Optional<RowMapper<?>> computeValue(Class<?> type) {
            return type.isRecord() && type.getRecordComponents().length > 1
                    ? Optional.of(rows(type))
                    : Optional.empty();
        }
    };

    @Override
    public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
        return ROWS.get(GenericTypes.getErasedType(type));
    }

    private static <R> RowMapper<R> rows(Class<R> type) {
        try {
            var components = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(components);
            constructor.setAccessible(true);
            return new Matched<>(ConstructorMapper.of(constructor), new ConcurrentHashMap<>());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which column is which component is found out once for the same columns, and not for each query: that took more than a quarter of it. */
    private record Matched<R>(RowMapper<R> byName, Map<List<String>, RowMapper<R>> known) implements RowMapper<R> {

        @Override
        public R map(ResultSet row, StatementContext context) throws SQLException {
            return byName.map(row, context);
        }

        @Override
        public RowMapper<R> specialize(ResultSet rows, StatementContext context) throws SQLException {
            var columns = columns(rows);
            var matched = known.get(columns);
            if (matched == null) {
                matched = byName.specialize(rows, context);
                known.put(columns, matched);
            }
            return matched;
        }

        private static List<String> columns(ResultSet rows) throws SQLException {
            var meta = rows.getMetaData();
            var names = new ArrayList<String>();
            for (int column = 1; column <= meta.getColumnCount(); column++) {
                names.add(meta.getColumnLabel(column));
            }
            return names;
        }
    }
}
