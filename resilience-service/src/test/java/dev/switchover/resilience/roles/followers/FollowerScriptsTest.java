package dev.switchover.resilience.roles.followers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.switchover.embedded.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of docs/followers where they cannot learn who owns the group: they say why, and leave all as it is. */
class FollowerScriptsTest {

    private static final Path SCRIPTS = Path.of("../docs/followers");

    private record Result(int code, String output) {}

    @TempDir
    Path directory = Path.of("");

    private HttpServer instance;
    private volatile String role = "UNKNOWN";
    private volatile int age;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");
        instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        instance.createContext("/", exchange -> {
            var body = "{\"role\":\"%s\",\"epoch\":0}".formatted(role).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Switchover-Age", String.valueOf(age));
            exchange.sendResponseHeaders(503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        instance.start();
    }

    @AfterEach
    void stop() {
        instance.stop(0);
    }

    static Stream<String> scripts() {
        return Stream.of("switchover-kamailio", "switchover-nginx");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aGroupThatNobodyKnowsIsNamed(String script) throws Exception {
        var result = run(script, address());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("main/phones").contains(address() + ": it knows no a of main/phones");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void whatCurlSaysIsPassedOn(String script) throws Exception {
        var nobody = "http://127.0.0.1:" + Ports.free();

        var result = run(script, nobody + " " + address());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains(nobody + ": curl: (7)").contains(address() + ": it knows");
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 3600})
    void anInstanceThatHasNotSeenItsDatabaseLatelyIsSaidSo(int seconds) throws Exception {
        role = "NONE";
        age = seconds;

        var result = run("switchover-kamailio", address());

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("it last saw its database " + seconds + " s ago");
    }

    @Test
    void whereOneInstanceCountsNothingIsSaid() throws Exception {
        role = "NONE";

        var result = run("switchover-kamailio", "http://127.0.0.1:" + Ports.free() + " " + address());

        assertThat(result.output()).isEmpty();
        assertThat(result.code()).isZero();
    }

    private String address() {
        return "http://127.0.0.1:" + instance.getAddress().getPort();
    }

    private Result run(String script, String switchover) throws Exception {
        var command = new ArrayList<>(List.of("sh", SCRIPTS.resolve(script).toString()));
        command.addAll(
                script.endsWith("nginx")
                        ? List.of(directory.resolve("upstream.conf").toString(), "nodes")
                        : List.of("1"));
        command.addAll(List.of("main", "phones", "a=sip:192.0.2.10:5060", "b=sip:198.51.100.20:5060"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SWITCHOVER", switchover);
        builder.environment().put("KAMCMD", "true");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), output);
    }
}
