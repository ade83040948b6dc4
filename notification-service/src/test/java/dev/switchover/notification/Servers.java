package dev.switchover.notification;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** A port where each test puts the mail server it needs; impatient, so that no test has to wait. */
public class Servers implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "switchover.smtp.port", String.valueOf(freePort()),
                "switchover.smtp.read-timeout", "700MS",
                "switchover.smtp.retry.first", "200MS",
                "switchover.smtp.retry.longest", "1S",
                "switchover.mail.from", "noc@telecom.example");
    }

    @Override
    public void stop() {
        // the port belongs to the tests
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
