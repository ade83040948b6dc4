package dev.switchover.resilience.measuring.domain;

/** What one probe got. */
public record Answer(String thing, String node, Kind kind) {

    /** Only {@code SERVES} is good. */
    public enum Kind {
        SERVES,
        /** There is somebody, and he refuses. */
        REFUSES,
        /** Nobody answered in time. */
        SILENT
    }

    boolean serves() {
        return kind == Kind.SERVES;
    }
}
