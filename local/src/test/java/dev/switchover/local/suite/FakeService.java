package dev.switchover.local.suite;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands for a service: healthy at once, shows its environment. */
final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        var port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10);
        server.createContext("/", exchange -> {
            var body = System.getenv().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** Puts it where the artefact of each service is expected. */
    static void installUnder(Path root) throws IOException {
        for (var name : Services.NAMES) {
            jar(root.resolve(name + "-service/target/quarkus-app/quarkus-run.jar"), FakeService.class);
        }
    }

    /** A jar that only says what went wrong. */
    static void breakOne(Path root, String name) throws IOException {
        jar(root.resolve(name + "-service/target/quarkus-app/quarkus-run.jar"), Broken.class);
    }

    /** A jar that never gets ready. */
    static void stall(Path root, String name) throws IOException {
        jar(root.resolve(name + "-service/target/quarkus-app/quarkus-run.jar"), Stalled.class);
    }

    private static void jar(Path file, Class<?> main) throws IOException {
        Files.createDirectories(file.getParent());
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        var entry = main.getName().replace('.', '/') + ".class";
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var code = Objects.requireNonNull(main.getResourceAsStream("/" + entry))) {
            jar.putNextEntry(new JarEntry(entry));
            code.transferTo(jar);
        }
    }

    /** Ends at once. */
    static final class Broken {
        public static void main(String[] arguments) {
            System.err.println("the database schema is from the future");
            System.exit(1);
        }
    }

    /** Waits for what does not come. */
    static final class Stalled {
        public static void main(String[] arguments) {
            LockSupport.park();
        }
    }
}
