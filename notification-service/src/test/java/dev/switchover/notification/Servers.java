package dev.switchover.notification;

import dev.switchover.embedded.Directories;
import dev.switchover.embedded.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A port where each test puts the mail server it needs; impatient, so that no test has to wait. */
public class Servers implements QuarkusTestResourceLifecycleManager {

    public static final String USER = "switchover";

    /** Servers that ask for no login do not get it. */
    public static final String PASSWORD = "correct-horse";

    private final Path secrets = secrets();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "switchover.smtp.port", String.valueOf(Ports.free()),
                "switchover.smtp.user", USER,
                "switchover.smtp.password-ref", "file:smtp-password",
                "switchover.secrets.directory", secrets.toString(),
                "switchover.smtp.read-timeout", "700MS",
                "switchover.smtp.retry.first", "200MS",
                "switchover.smtp.retry.longest", "1S",
                "switchover.mail.from", "noc@telecom.example");
    }

    @Override
    public void stop() {
        Directories.delete(secrets); // the port belongs to the tests
    }

    private static Path secrets() {
        try {
            var directory = Files.createTempDirectory("secrets");
            Files.writeString(directory.resolve("smtp-password"), PASSWORD);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
