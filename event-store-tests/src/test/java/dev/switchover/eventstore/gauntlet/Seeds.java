package dev.switchover.eventstore.gauntlet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which schedules to run, and how far that has come: a run that was cut off goes on where it was. */
record Seeds(long first, long last, Path progress) {

    private static final String DEFAULT = Boolean.getBoolean("switchover.long") ? "0-9999" : "0-299";

    static Seeds chosen() throws IOException {
        var chosen = System.getProperty("gauntlet.seeds", DEFAULT);
        var bounds = chosen.split("-", 2);
        long first = Long.parseLong(bounds[0]);
        long last = Long.parseLong(bounds[bounds.length - 1]);
        var progress = Files.createDirectories(Path.of("target")).resolve("gap-gauntlet-" + chosen + ".next");
        if (Files.exists(progress)) {
            first = Long.parseLong(Files.readString(progress).strip());
        }
        return new Seeds(first, last, progress);
    }

    long count() {
        return last - first + 1;
    }

    /** Remembers that all seeds up to this one have passed; forgets it when all have. */
    void done(long seed) throws IOException {
        if (seed < last) {
            Files.writeString(progress, Long.toString(seed + 1));
        } else {
            Files.deleteIfExists(progress);
        }
    }
}
