package dev.switchover.resilience.roles.followers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.switchover.embedded.Ports;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** HAProxy with the file of the documentation before two nodes. */
final class Haproxy implements AutoCloseable {

    private static final Path SHIPPED = Path.of("../docs/followers/haproxy.cfg");
    private static final int NAME = 1;
    private static final int STATUS = 17;

    private final Path binary;
    private final Path directory;
    private final int port = Ports.free();
    private @Nullable Balancer process;

    Haproxy(Path binary, Path directory, Pair pair) throws IOException {
        this.binary = binary;
        this.directory = directory;
        Files.writeString(
                config(),
                Files.readString(SHIPPED)
                        .replaceAll("(?m)^ *#.*$", "")
                        .replace("LISTEN", "127.0.0.1:" + port)
                        .replace("SWITCHOVER", "127.0.0.1")
                        .replace("AGENT", String.valueOf(Pair.FIRST.agentPort()))
                        .replace("DEPLOYMENT", pair.deployment())
                        .replace("GROUP", "telephony")
                        .replace("ADDRESS1", pair.a().address())
                        .replace("ADDRESS2", pair.b().address())
                        .replace("NODE1", "a")
                        .replace("NODE2", "b")
                        .replace("RUN", directory.toString()));
    }

    void start() throws IOException {
        process = new Balancer(List.of(binary.toString(), "-db", "-f", config().toString()), port);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** What it thinks of the nodes, by name. */
    Map<String, String> states() {
        return command("show stat")
                .lines()
                .map(line -> line.split(",", -1))
                .filter(fields -> fields[0].equals("nodes") && List.of("a", "b").contains(fields[NAME]))
                .collect(Collectors.toMap(fields -> fields[NAME], fields -> fields[STATUS]));
    }

    /** As before a reload. */
    void saveState() throws IOException {
        Files.writeString(state(), command("show servers state"));
    }

    void forgetState() throws IOException {
        Files.delete(state());
    }

    private Path state() {
        return directory.resolve("servers.state");
    }

    private String command(String command) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(directory.resolve("admin.sock")));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(US_ASCII)));
            return new String(Channels.newInputStream(channel).readAllBytes(), US_ASCII);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path config() {
        return directory.resolve("haproxy.cfg");
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
