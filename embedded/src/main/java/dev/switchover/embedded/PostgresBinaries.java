package dev.switchover.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked once from their Maven artefact. */
final class PostgresBinaries {

    private static final String COMPLETE = ".complete";

    private PostgresBinaries() {}

    /** The directory that holds {@code bin/postgres}; several processes may ask at once. */
    static Path unpackedUnder(Path parent) {
        try {
            Files.createDirectories(parent);
            try (var lock = FileChannel.open(
                            parent.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                var home = parent.resolve("postgresql");
                if (held.isValid() && !Files.exists(home.resolve(COMPLETE))) {
                    unpack(home);
                }
                return home;
            }
        } catch (IOException e) {
            throw new StartFailure("Cannot unpack PostgreSQL under " + parent + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(Path home) throws IOException {
        try (var archive = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive())))) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                write(entry, archive, home);
            }
        }
        Files.writeString(home.resolve(COMPLETE), "");
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path home) throws IOException {
        var target = home.resolve(entry.getName()).normalize();
        if (!target.startsWith(home)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        Files.createDirectories(entry.isDirectory() ? target : target.getParent());
        if (entry.isSymbolicLink()) {
            Files.deleteIfExists(target);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(target, permissions(entry.getMode()));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if ((mode & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    private static InputStream archive() {
        var name = "/postgres-" + system() + "-" + processor() + ".txz";
        var archive = PostgresBinaries.class.getResourceAsStream(name);
        if (archive == null) {
            throw new StartFailure("There is no PostgreSQL for this system among the dependencies (" + name + ").");
        }
        return archive;
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64", "arm64" -> "arm_64";
            default -> "x86_64";
        };
    }

    /** Where tests and users without a place of their own keep the programs. */
    static Path cache() {
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        var place = temporary.resolve("switchover-" + System.getProperty("user.name"));
        try {
            Files.createDirectories(place);
            if (!Files.getOwner(place).equals(Files.getOwner(Files.createTempFile(place, "owner", "")))) {
                throw new StartFailure(place + " belongs to somebody else.");
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + place, e);
        }
    }
}
