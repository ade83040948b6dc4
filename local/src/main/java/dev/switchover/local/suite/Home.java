package dev.switchover.local.suite;

import dev.switchover.embedded.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a suite keeps what it knows.
 *
 * @param root the checkout, with the built services
 * @param directory data, logs, tokens; {@code .switchover} in the checkout unless said otherwise
 */
public record Home(Path root, Path directory) {

    public static Home of(Path root) {
        return new Home(root, root.resolve(".switchover"));
    }

    /** A suite beside the usual one. */
    public Home beside(String name) {
        return new Home(root, directory.resolve(name));
    }

    public Path data(String part) {
        return directory.resolve("data").resolve(part);
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    public Path tokens() {
        return directory.resolve("tokens");
    }

    public Path keys() {
        return directory.resolve("keys");
    }

    /** What services are given by reference, {@code file:NAME}. */
    public Path secrets() {
        return directory.resolve("secrets");
    }

    /** The programs of PostgreSQL: the same for all suites of a checkout. */
    public Path programs() {
        return root.resolve(".switchover").resolve("programs");
    }

    Path record() {
        return directory.resolve("suite.json");
    }

    Path lock() {
        return directory.resolve("suite.lock");
    }

    /** Refuses, in one sentence, to go on with less room on the disk. */
    public void requireRoom(int megabytes) {
        try {
            if (Files.getFileStore(directory).getUsableSpace() < megabytes * 1_000_000L) {
                throw new StartFailure("The disk that holds " + directory + " is full: " + megabytes
                        + " MB are needed. Make room, then repeat.");
            }
        } catch (IOException e) {
            throw new StartFailure("Cannot use " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Refuses, in one sentence, to judge or to change what another user keeps here; none is fine. */
    public void requireAccess() {
        // the record may be gone in between, so whether it is there is asked last
        var isClosed =
                !isOpen(directory) || !Files.isExecutable(directory) || (!isOpen(record()) && Files.exists(record()));
        if (isClosed && Files.exists(directory)) {
            throw new StartFailure("The suite in " + directory + " belongs to " + owner()
                    + ": only that user, or root, can look at it or stop it. Nothing was changed.");
        }
    }

    private static boolean isOpen(Path file) {
        return Files.isReadable(file) && Files.isWritable(file);
    }

    private String owner() {
        try {
            return Files.getOwner(directory).getName();
        } catch (IOException e) {
            return "another user";
        }
    }

    /** Replaces a file in one step, readable by its owner only. */
    public static void writeSecretly(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var fresh =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", permissions);
            Files.writeString(fresh, content);
            Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
