package dev.switchover.kit.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
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
            throw noReference();
        }
        return switch (reference.substring(0, Math.max(colon, 0))) {
            case "env" -> Optional.ofNullable(environment.get(name)).orElseThrow(() -> missing(reference));
            case "file" -> file(directory.orElseThrow(() -> missing(reference)).resolve(name), reference);
            default -> throw noReference();
        };
    }

    private static String file(Path file, String reference) {
        if (!Files.isRegularFile(file)) {
            throw missing(reference);
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new SecretMissing("The secret %s cannot be read".formatted(reference));
        }
    }

    private static SecretMissing missing(String reference) {
        return new SecretMissing("There is no secret " + reference);
    }

    /** Unquoted: where a reference belongs, somebody may have written the secret itself. */
    private static SecretMissing noReference() {
        return new SecretMissing(
                "A secret is referred to as env:NAME or file:NAME, NAME of A-Z, a-z, 0-9, dot, - and _");
    }
}
