package dev.switchover.resilience.node.driver.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.Ports;
import dev.switchover.resilience.node.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real OpenSSH server on loopback that admits one key, for the shipped forced command. */
public final class OpenSsh implements AutoCloseable {

    private final Process process;
    private final int port;

    OpenSsh(Path sshd, Path directory, Key host, Key user) throws Exception {
        this(sshd, directory, host, user, Ports.free());
    }

    /** Where it was before it was killed. */
    public OpenSsh(Path sshd, Path directory, Key host, Key user, int port) throws Exception {
        this.port = port;
        secret(directory.resolve("host-key"), host.privateFile());
        Files.writeString(
                directory.resolve("authorized_keys"),
                "restrict,command=\"SWITCHOVER_NODE_DIR=%s %s\" %s\n"
                        .formatted(directory, Shell.script("switchover-node"), user.publicLine()));
        var config = Files.writeString(directory.resolve("sshd_config"), config(directory));
        ownedByRoot();
        process = new ProcessBuilder(List.of(sshd.toString(), "-D", "-e", "-f", config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sshd.log").toFile())
                .start();
        awaitPort(directory);
    }

    int port() {
        return port;
    }

    /** The user that may log in: a server that root has not started admits nobody else. */
    public static String user() {
        return System.getProperty("user.name");
    }

    /** Ends all connections as well, and lets the commands live. */
    public void kill() {
        process.descendants()
                .filter(child -> child.info().command().orElse("").contains("sshd"))
                .forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Ends the scripts that it has begun, and lets what they have begun live. */
    public void killCommands() {
        process.descendants()
                .filter(child -> child.info()
                        .commandLine()
                        .orElse("")
                        .contains(Shell.script("switchover-node").toString()))
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        kill();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private String config(Path directory) {
        return """
                ListenAddress 127.0.0.1:%1$d
                HostKey %2$s/host-key
                AuthorizedKeysFile %2$s/authorized_keys
                PidFile none
                StrictModes no
                UsePAM no
                PermitRootLogin prohibit-password
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                """.formatted(port, directory);
    }

    // What the system's own start script does: root's server wants it, no other does.
    private static void ownedByRoot() throws IOException {
        if (user().equals("root")) {
            Files.createDirectories(
                    Path.of("/run/sshd"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
    }

    private static void secret(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void awaitPort(Path directory) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!answers()) {
            assertThat(process.isAlive())
                    .as(() -> "sshd runs: " + log(directory))
                    .isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private static String log(Path directory) {
        try {
            return Files.readString(directory.resolve("sshd.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
