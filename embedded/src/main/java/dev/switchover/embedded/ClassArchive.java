package dev.switchover.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What Java has read of a program's classes, kept beside its jar for the next start, which takes a third less processor time
 * by it. Java writes it when the program is stopped in good order, and never again over one that it cannot use.
 */
public final class ClassArchive {

    /** Of one that is not finished. */
    private static final byte[] HEAD = new byte[4];

    private ClassArchive() {}

    /** Arguments for Java, before {@code -jar}; none where nobody may write beside the jar, which would end its process in error. */
    public static List<String> of(Path jar) {
        var archive = jar.toAbsolutePath().resolveSibling("classes.jsa");
        if (!Files.isWritable(archive.getParent())) {
            return List.of();
        }
        dropIfUseless(archive, jar);
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off");
    }

    /** That of another build, or one whose writer was killed: its head is written last. */
    private static void dropIfUseless(Path archive, Path jar) {
        try {
            if (isOlder(archive, jar) || isUnfinished(archive)) {
                Files.delete(archive);
            }
        } catch (NoSuchFileException notYet) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(Path archive, Path jar) throws IOException {
        return Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) < 0;
    }

    private static boolean isUnfinished(Path archive) throws IOException {
        try (var in = Files.newInputStream(archive)) {
            return Arrays.equals(in.readNBytes(HEAD.length), HEAD);
        }
    }
}
