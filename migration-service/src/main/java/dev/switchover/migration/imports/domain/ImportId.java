package dev.switchover.migration.imports.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One posted file; also the id of the operation that appends it. */
public record ImportId(@JsonValue String value) {

    @JsonCreator
    public ImportId {}

    @Override
    public String toString() {
        return "import/" + value;
    }
}
