package dev.switchover.migration.migration.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.switchover.kit.problem.Rejection;

/** A migration's slug; its text carries the type, because the event store keys its streams by it. */
public record MigrationId(@JsonValue String value) {

    @JsonCreator
    public MigrationId {
        if (!Slug.isValid(value)) {
            throw Rejection.invalid("invalid-id", "A migration's id is " + Slug.RULE + ".")
                    .at("id", Slug.RULE, value);
        }
    }

    @Override
    public String toString() {
        return "migration/" + value;
    }
}
