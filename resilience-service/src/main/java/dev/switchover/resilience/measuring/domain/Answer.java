package dev.switchover.resilience.measuring.domain;

/** What one probe got. */
public record Answer(String thing, String node, Kind kind) {

    /** Only {@code SERVES} is good. */
    public enum Kind {
        SERVES,
        /** It would serve, but nobody is led there: it neither owns that nor drains. */
        UNLED,
        /** There is somebody, and he refuses. */
        REFUSES,
        /** Nobody answered in time. */
        SILENT
    }

    boolean serves() {
        return kind == Kind.SERVES;
    }

    /** Whether who comes there all the same is served. */
    boolean takes() {
        return kind == Kind.SERVES || kind == Kind.UNLED;
    }
}
