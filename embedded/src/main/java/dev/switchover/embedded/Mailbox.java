package dev.switchover.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A directory of mails, one file each, named after its number and the recipient in the envelope. */
final class Mailbox {

    private static final Pattern NAME = Pattern.compile("(\\d{8})_(.{1,220})\\.eml");

    private final Path directory;
    private final Map<Long, Mail> read = new ConcurrentHashMap<>();
    private long last;

    Mailbox(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.last = files().map(Mailbox::number).max(Comparator.naturalOrder()).orElse(0L);
    }

    /** On disk when this returns: the sender is told "accepted" only then. */
    synchronized void add(String recipient, byte[] bytes) {
        var number = last + 1;
        var encoded = URLEncoder.encode(recipient, StandardCharsets.UTF_8);
        var name = "%08d_%s.eml".formatted(number, encoded.substring(0, Math.min(220, encoded.length())));
        try {
            var partial = Files.write(directory.resolve(name + ".part"), bytes);
            Files.move(partial, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        last = number;
    }

    /** In the order of arrival. */
    List<Mail> mails(long after, int limit) {
        return files().filter(file -> number(file) > after)
                .sorted()
                .limit(limit)
                .map(this::mail)
                .toList();
    }

    Optional<Mail> mail(long number) {
        return file(number).map(this::mail);
    }

    Optional<byte[]> bytes(long number) {
        return file(number).map(Mailbox::bytes);
    }

    private Optional<Path> file(long number) {
        return files().filter(file -> number(file) == number).findFirst();
    }

    private Mail mail(Path file) {
        return read.computeIfAbsent(number(file), number -> parse(number, file));
    }

    private static Mail parse(long number, Path file) {
        var name = NAME.matcher(file.getFileName().toString());
        var recipient = name.matches() ? URLDecoder.decode(name.group(2), StandardCharsets.UTF_8) : "";
        try {
            return MailParser.parse(number, Files.getLastModifiedTime(file).toInstant(), recipient, bytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<Path> files() {
        try (var inside = Files.list(directory)) {
            return inside
                    .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, 8));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
