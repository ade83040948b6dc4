package dev.switchover.migration.imports.staging;

/** A column a file may have. */
public record Column(String name, boolean required) {

    public static Column required(String name) {
        return new Column(name, true);
    }

    public static Column optional(String name) {
        return new Column(name, false);
    }
}
