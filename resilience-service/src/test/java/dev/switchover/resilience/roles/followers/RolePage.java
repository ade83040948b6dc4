package dev.switchover.resilience.roles.followers;

import dev.switchover.embedded.Ports;
import dev.switchover.kit.testing.NginxFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The role page of a node, shown by a real nginx with the lines of the documentation. */
final class RolePage implements AutoCloseable {

    private static final Path SHIPPED = Path.of("../docs/followers/README.md");

    private final int port = Ports.free();
    private final Balancer process;

    RolePage(Path directory) throws IOException {
        Files.createDirectories(directory);
        var server = "server { listen 127.0.0.1:%d; %s }"
                .formatted(
                        port,
                        shown("nginx", "location = /role")
                                .replace("/run/switchover", run(directory).toString()));
        var config = Files.writeString(directory.resolve("nginx.conf"), NginxFile.around(server, directory));
        process = new Balancer(
                List.of(Balancer.installed("nginx").toString(), "-e", "stderr", "-c", config.toString()), port);
    }

    /** Where the marks are. */
    static Path run(Path directory) {
        return directory.resolve("run");
    }

    /** What the documentation adds to the hook {@code status}. */
    static String line() {
        return found("`(\\[ -e /run/switchover/active \\][^`]*)`");
    }

    /** The block of the documentation in that language that has the text in it. */
    static String shown(String language, String text) {
        return found("```" + language + "\\n((?:(?!```).)*?" + Pattern.quote(text) + ".*?)```");
    }

    private static String found(String pattern) {
        try {
            return Pattern.compile(pattern, Pattern.DOTALL)
                    .matcher(Files.readString(SHIPPED))
                    .results()
                    .map(match -> match.group(1))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int status() {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/role"))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
