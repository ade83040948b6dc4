package dev.switchover.migration.imports.staging;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of files the service takes, by name. */
@Singleton
class ImportKinds {

    private final Map<String, ImportKind<?>> kinds;

    ImportKinds(@All List<ImportKind<?>> kinds) {
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(ImportKind::name, Function.identity()));
    }

    ImportKind<?> named(String name) {
        var kind = kinds.get(name);
        if (kind == null) {
            throw new IllegalStateException("No kind of import is named " + name);
        }
        return kind;
    }
}
