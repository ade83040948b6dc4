package dev.switchover.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generated document that is kept under version control, so that its changes are reviewed. */
public record CheckedIn(Path file) {

    /** A file of docs/api. */
    public static CheckedIn document(String name) {
        return new CheckedIn(root().resolve("docs/api").resolve(name));
    }

    /** The service under test, by its module's name. */
    public static String service() {
        return module().getFileName().toString().replaceAll("-service$", "");
    }

    /** The module under test. */
    public static Path module() {
        return Path.of("").toAbsolutePath();
    }

    /** The checkout. */
    public static Path root() {
        var folder = module();
        while (!Files.isDirectory(folder.resolve("house-rules"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("Not inside the checkout: " + module());
            }
        }
        return folder;
    }

    /** Fails unless the file says the same; with {@code -Ddocs.update} it is made to. */
    public void holds(String generated) {
        try {
            if (System.getProperty("docs.update") != null || System.getProperty("openapi.update") != null) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, generated);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("%s differs from what the code says; if that is meant, run again with -Ddocs.update", file)
                    .isEqualTo(generated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
