package dev.switchover.local.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** What a stand-in is told: a file of properties in its directory. */
public record Settings(Path directory, Properties values) {

    /** What it stands in for. */
    public enum Kind {
        NODE,
        MDS,
        EDGE
    }

    static Settings in(Path directory) {
        var values = new Properties();
        try (var in = Files.newBufferedReader(file(directory))) {
            values.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Settings(directory, values);
    }

    public static Path file(Path directory) {
        return directory.resolve("settings.properties");
    }

    String name() {
        return text("name");
    }

    Kind kind() {
        return Kind.valueOf(text("kind"));
    }

    /** The process with which it ends. */
    long owner() {
        return Long.parseLong(text("owner"));
    }

    List<String> groups() {
        return words("groups");
    }

    int port(String what) {
        return Integer.parseInt(text("port." + what));
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(values.getProperty(key));
    }

    String text(String key) {
        return find(key).orElseThrow(() -> new IllegalStateException("no setting " + key + " in " + directory));
    }

    List<String> words(String key) {
        return find(key).stream()
                .flatMap(text -> Stream.of(text.split(" ")))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
