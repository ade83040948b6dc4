package dev.switchover.migration.imports.staging;

import org.jspecify.annotations.Nullable;

/** Why a row is refused: the field that offends, the rule it breaks, the value given and what to do about it. */
public record Finding(
        int row, String field, String rule, @Nullable String value, String remedy) {

    private static final int SHOWN = 80;

    public Finding {
        if (value != null) {
            var printable = value.replace('\0', '\uFFFD');
            value = printable.length() > SHOWN ? printable.substring(0, SHOWN) + "…" : printable;
        }
    }
}
