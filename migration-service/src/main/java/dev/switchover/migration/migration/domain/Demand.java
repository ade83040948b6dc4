package dev.switchover.migration.migration.domain;

import dev.switchover.kit.problem.Rejection;

/** What every command must say. */
final class Demand {

    private Demand() {}

    static void text(String field, String text) {
        if (text.isBlank()) {
            throw Rejection.invalid(field + "-missing", "Say more: the " + field + " is empty.")
                    .at(field, "not blank", "");
        }
    }
}
