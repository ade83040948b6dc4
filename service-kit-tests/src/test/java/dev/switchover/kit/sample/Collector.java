package dev.switchover.kit.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.switchover.embedded.Directories;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A collector that takes spans by OTLP over HTTP, into files: the test has another class loader than we. */
public class Collector implements QuarkusTestResourceLifecycleManager {

    private static final String FILES = "switchover.test.spans";

    private @Nullable HttpServer server;
    private @Nullable Path home;

    @Override
    public Map<String, String> start() {
        try {
            var files = Files.createTempDirectory("spans");
            home = files;
            System.setProperty(FILES, files.toString());
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/v1/traces", exchange -> take(exchange, files));
            started.start();
            server = started;
            return Map.of(
                    "quarkus.otel.exporter.otlp.endpoint",
                    "http://127.0.0.1:" + started.getAddress().getPort(),
                    "quarkus.otel.exporter.otlp.protocol",
                    "http/protobuf",
                    "quarkus.otel.bsp.schedule.delay",
                    "200MS");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
        if (home != null) {
            Directories.delete(home);
        }
    }

    private static void take(HttpExchange exchange, Path files) throws IOException {
        try (exchange) {
            var gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            var body = exchange.getRequestBody();
            var half = Files.createTempFile(files, "spans", ".half");
            Files.write(half, (gzip ? new GZIPInputStream(body) : body).readAllBytes());
            Files.move(half, Path.of(half + ".whole"), StandardCopyOption.ATOMIC_MOVE);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /** All that arrived of a trace. */
    public static List<Span> spans(String traceId) {
        try (var files = Files.list(Path.of(System.getProperty(FILES, "")))) {
            return files.filter(file -> file.toString().endsWith(".whole"))
                    .flatMap(file -> parsed(file).getResourceSpansList().stream())
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .filter(span -> hex(span.getTraceId().toByteArray()).equals(traceId))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    private static ExportTraceServiceRequest parsed(Path file) {
        try {
            return ExportTraceServiceRequest.parseFrom(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
