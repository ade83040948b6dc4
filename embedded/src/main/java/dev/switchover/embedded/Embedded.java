package dev.switchover.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The servers that tests share: each is started when first asked for, once per JVM, and ends with it. Where they listen is
 * kept in system properties, because a Quarkus test loads this class more than once.
 */
public final class Embedded {

    private static final String PREFIX = "dev.switchover.embedded.";

    private Embedded() {}

    public static Postgres postgres() {
        var where = once("postgres", () -> {
            var home = directory("postgres");
            var server = PostgresServer.start(PostgresServer.Settings.forTests(home));
            atTheEnd(server::close, home);
            return List.of(
                    String.valueOf(server.address().port()), server.address().password());
        });
        return new Postgres(Integer.parseInt(where.get(0)), PostgresServer.USER, where.get(1));
    }

    /** A new, empty database of the shared server. */
    public static Database freshDatabase() {
        return postgres().database("test_" + UUID.randomUUID().toString().replace('-', '_'));
    }

    public static Kafka kafka() {
        var where = once("kafka", () -> {
            var home = directory("kafka");
            var broker = KafkaBroker.start(new KafkaBroker.Settings(home, 0, false));
            atTheEnd(broker::close, home);
            return List.of(broker.address().bootstrapServers());
        });
        return new Kafka(where.getFirst());
    }

    public static SharedMail mail() {
        var where = once("mail", () -> {
            var mails = directory("mail");
            var catcher = MailCatcher.start(mails, 0, 0);
            atTheEnd(catcher::close, mails);
            return List.of(String.valueOf(catcher.smtpPort()), catcher.page().toString(), mails.toString());
        });
        return new SharedMail(Integer.parseInt(where.get(0)), URI.create(where.get(1)), Path.of(where.get(2)));
    }

    private static List<String> once(String server, Supplier<List<String>> start) {
        synchronized (System.getProperties()) {
            var known = System.getProperty(PREFIX + server);
            if (known != null) {
                return List.of(known.split("\n", -1));
            }
            var where = start.get();
            System.setProperty(PREFIX + server, String.join("\n", where));
            return where;
        }
    }

    private static Path directory(String server) {
        try {
            return Files.createTempDirectory("switchover-" + server + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void atTheEnd(Runnable close, Path home) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            close.run();
            Directories.delete(home);
        }));
    }
}
