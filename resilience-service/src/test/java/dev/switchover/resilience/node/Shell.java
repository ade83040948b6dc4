package dev.switchover.resilience.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the shipped scripts as a node does, with a directory of its own. */
public record Shell(List<String> interpreter, Path directory) {

    private static final Path SHIPPED = Path.of("src/main/node");

    /** What a script did. */
    public record Ran(int exitCode, String out, String err) {}

    /** The shell of this system. */
    public static Shell in(Path directory) {
        return new Shell(List.of("sh"), directory);
    }

    /** The shells found here that scripts of nodes have to run in. */
    public static Stream<List<String>> found() {
        return Stream.of(List.of("dash"), List.of("busybox", "sh"), List.of("bash", "--posix"))
                .filter(shell -> program(shell.getFirst()).isPresent());
    }

    /** Where Debian and others put it. */
    public static Optional<Path> program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The script's own place, which is not copied. */
    public static Path script(String name) {
        return SHIPPED.resolve(name).toAbsolutePath();
    }

    /** Writes a hook. */
    public Shell hook(String action, String body) throws IOException {
        var file = Files.createDirectories(directory.resolve("actions")).resolve(action);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true, false)).isTrue();
        return this;
    }

    /** Runs it to its end. */
    public Ran run(String script, Map<String, String> environment, String... words) throws Exception {
        var process = begin(script, environment, words);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
        return new Ran(
                process.exitValue(),
                Files.readString(output(process, "out")),
                Files.readString(output(process, "err")));
    }

    /** Starts it. */
    public Process begin(String script, Map<String, String> environment, String... words) throws IOException {
        var line = new ArrayList<>(interpreter);
        line.add(script(script).toString());
        line.addAll(List.of(words));
        var builder = new ProcessBuilder(line);
        builder.environment().put("SWITCHOVER_NODE_DIR", directory.toString());
        builder.environment().putAll(environment);
        var out = Files.createTempFile(directory, "run", "");
        var process = builder.redirectOutput(out.toFile())
                .redirectError(Path.of(out + ".err").toFile())
                .start();
        Files.move(out, output(process, "out"));
        Files.move(Path.of(out + ".err"), output(process, "err"));
        return process;
    }

    private Path output(Process process, String stream) {
        return directory.resolve("run-" + process.pid() + "." + stream);
    }
}
