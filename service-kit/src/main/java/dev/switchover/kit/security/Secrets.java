package dev.switchover.kit.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Finds secrets by reference, so that none is ever written into settings. */
@Singleton
public class Secrets {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    private final Optional<Path> directory;
    private final Map<String, String> environment;

    @Inject
    Secrets(@ConfigProperty(name = "switchover.secrets.directory") Optional<Path> directory) {
        this(directory, System.getenv());
    }

    public Secrets(Optional<Path> directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** The secret behind {@code env:NAME}, or {@code file:NAME} below the one directory of secrets. */
    public String read(String reference) {
        var colon = reference.indexOf(':');
        var name = reference.substring(colon + 1);
        if (!NAME.matcher(name).matches() || name.startsWith(".")) {
            throw new IllegalArgumentException("not the name of a secret: " + reference);
        }
        return switch (reference.substring(0, Math.max(colon, 0))) {
            case "env" -> Optional.ofNullable(environment.get(name)).orElseThrow(() -> missing(reference));
            case "file" -> file(directory.orElseThrow(() -> missing(reference)).resolve(name), reference);
            default -> throw new IllegalArgumentException("env:NAME or file:NAME, not " + reference);
        };
    }

    private static String file(Path file, String reference) {
        if (!Files.isRegularFile(file)) {
            throw missing(reference);
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException missing(String reference) {
        return new IllegalStateException("There is no secret " + reference);
    }
}
