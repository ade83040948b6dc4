package dev.switchover.migration.imports.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One posted file; also the id of the operation that appends it. */
public record ImportId(@JsonValue String value) {

    @JsonCreator
    public ImportId {}

    public static ImportId random() {
        return new ImportId("import-" + UUID.randomUUID());
    }

    @Override
    public String toString() {
        return "import/" + value;
    }
}
