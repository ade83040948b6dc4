package dev.switchover.migration.migration.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names the long work of a migration: the whole, one wave, or one removal. Slugs hold no dot, so it can be read back. */
public record OperationId(String value) {

    /** What a name stands for; {@code wave} and {@code removal} are absent for the migration as a whole. */
    public record Subject(
            MigrationId migration,
            @Nullable String wave,
            @Nullable Integer removal) {}

    public static OperationId of(MigrationId migration) {
        return new OperationId("migration." + migration.value());
    }

    public static OperationId of(MigrationId migration, String wave) {
        return new OperationId("wave." + migration.value() + "." + wave);
    }

    public static OperationId of(MigrationId migration, int removal) {
        return new OperationId("removal." + migration.value() + "." + removal);
    }

    /** Empty if another capability's work is named. */
    public Optional<Subject> subject() {
        var parts = value.split("\\.", -1);
        if (parts.length < 2 || !Slug.isValid(parts[1])) {
            return Optional.empty();
        }
        var migration = new MigrationId(parts[1]);
        return switch (parts[0] + parts.length) {
            case "migration2" -> Optional.of(new Subject(migration, null, null));
            case "wave3" -> Optional.of(new Subject(migration, parts[2], null));
            case "removal3" ->
                parts[2].matches("[0-9]{1,9}")
                        ? Optional.of(new Subject(migration, null, Integer.valueOf(parts[2])))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return value;
    }
}
