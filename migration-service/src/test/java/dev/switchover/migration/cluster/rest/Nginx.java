package dev.switchover.migration.cluster.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.Ports;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.NginxFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real nginx on loopback, a child of this process, with the file of the documentation. */
final class Nginx implements AutoCloseable {

    private static final Path SHIPPED = Path.of("../docs/nginx-management.conf");

    private final Process process;
    private final int port;

    /** The binary, where Debian and others put it. */
    static Optional<Path> installed() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Nginx(Path binary, Path directory, String settings, String switchover, String cluster, String node)
            throws IOException {
        port = Ports.free();
        var server = Files.readString(SHIPPED)
                .replaceAll("(?m)#.*$", "")
                .replace("LISTEN", "127.0.0.1:" + port)
                .replace("SETTINGS", settings)
                .replace("SWITCHOVER", switchover)
                .replace("CLUSTER", cluster)
                .replace("NODE", node);
        var conf = Files.writeString(directory.resolve("nginx.conf"), NginxFile.around(server, directory));
        process = new ProcessBuilder(
                        binary.toString(), "-p", directory.toString(), "-c", conf.toString(), "-e", "stderr")
                .inheritIO()
                .start();
        Eventually.holds(() -> assertThat(answers()).isTrue());
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private boolean answers() {
        assertThat(process.isAlive()).as("nginx runs").isTrue();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
