package dev.switchover.local.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What each group of the node does: a file per group, so that it is known after a loss of power. */
final class States {

    static final String ACTIVE = "active";
    static final String DRAINING = "draining";
    static final String INACTIVE = "inactive";

    private final Path directory;
    private final NodeLog log;
    private final List<String> groups;
    private final Map<String, String> states = new ConcurrentHashMap<>();

    States(Path directory, List<String> groups, NodeLog log) {
        this.directory = directory;
        this.groups = groups;
        this.log = log;
        groups.forEach(group -> states.put(group, INACTIVE));
    }

    List<String> groups() {
        return groups;
    }

    String of(String group) {
        return states.getOrDefault(group, INACTIVE);
    }

    boolean isActive(String group) {
        return of(group).equals(ACTIVE);
    }

    /** What it did before the power went; {@code first} if it never ran. */
    String before(String group, String first) {
        try {
            var file = directory.resolve(group);
            return Files.exists(file) ? Files.readString(file).strip() : first;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void enter(String group, String state, String epoch) {
        if (!groups.contains(group)) {
            throw new IllegalArgumentException("no group " + group + " here");
        }
        var line = "group=%s state=%s epoch=%s".formatted(group, state, epoch);
        if (state.equals(ACTIVE)) {
            log.add(line);
        }
        write(group, state);
        states.put(group, state);
        if (!state.equals(ACTIVE)) {
            log.add(line);
        }
    }

    private void write(String group, String state) {
        try {
            Files.createDirectories(directory);
            var fresh = Files.writeString(directory.resolve(group + ".new"), state + "\n");
            Files.move(fresh, directory.resolve(group), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
