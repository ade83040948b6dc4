package dev.switchover.kit.axon;

import java.lang.reflect.Type;
import java.util.Optional;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** A record is a row: its components are the columns of the same name, in snake case. */
final class RecordRows implements RowMapperFactory {

    @Override
    public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
        var raw = GenericTypes.getErasedType(type);
        return raw.isRecord() && raw.getRecordComponents().length > 1
                ? Optional.of(ConstructorMapper.of(raw))
                : Optional.empty();
    }
}
