package dev.switchover.resilience.roles.followers;

import dev.switchover.embedded.Ports;
import dev.switchover.kit.testing.NginxFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** nginx with an upstream that the shipped script writes. */
final class GeneratedNginx implements AutoCloseable {

    private static final Path SCRIPT = Path.of("../docs/followers/switchover-nginx");

    private final Path binary;
    private final Path directory;
    private final Pair pair;
    private final int port = Ports.free();
    private @Nullable Balancer process;

    GeneratedNginx(Path directory, Pair pair) throws IOException {
        this.binary = Balancer.installed("nginx");
        this.directory = directory;
        this.pair = pair;
        var servers = """
                include %s/upstream.conf;
                server { listen 127.0.0.1:%d; location / { proxy_pass http://nodes; } }
                """.formatted(directory, port);
        Files.writeString(directory.resolve("nginx.conf"), NginxFile.around(servers, directory));
    }

    void start() throws IOException {
        process = new Balancer(nginx(), port);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    String upstream() {
        try {
            return Files.readString(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the script as before a start. */
    int nobody() {
        return run(Pair.NOBODY, "--nobody");
    }

    /** Runs the script once; returns its exit code. */
    int follow(String switchover) {
        return run(switchover);
    }

    private int run(String switchover, String... first) {
        var command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        command.addAll(List.of(first));
        command.addAll(List.of(file().toString(), "nodes", pair.deployment(), "telephony"));
        command.addAll(List.of("a=" + pair.a().address(), "b=" + pair.b().address()));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("SWITCHOVER", switchover);
        builder.environment().put("NGINX_CHECK", String.join(" ", nginx()) + " -t -q");
        builder.environment().put("NGINX_RELOAD", String.join(" ", nginx()) + " -s reload");
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Path file() {
        return directory.resolve("upstream.conf");
    }

    private List<String> nginx() {
        var conf = directory.resolve("nginx.conf").toString();
        return List.of(binary.toString(), "-p", directory.toString(), "-c", conf, "-e", "stderr");
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
