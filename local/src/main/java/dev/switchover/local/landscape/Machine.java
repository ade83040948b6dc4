package dev.switchover.local.landscape;

import dev.switchover.embedded.Ports;
import dev.switchover.embedded.StartFailure;
import dev.switchover.embedded.Waiting;
import dev.switchover.local.standin.StandIn;
import dev.switchover.local.suite.ProcessId;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One stand-in: a process whose power can be cut and can come back. */
public final class Machine {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PROCESS = "process";

    private final String name;
    private final Path directory;
    private final int port;
    private final String line;
    private @Nullable Process process;
    private long awaited;

    /**
     * @param port where it answers HTTP
     * @param line by which its log shows that it is up
     */
    Machine(String name, Path directory, int port, String line) {
        this.name = name;
        this.directory = directory;
        this.port = port;
        this.line = line;
    }

    public String name() {
        return name;
    }

    public Path directory() {
        return directory;
    }

    /** Its web side. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Its own record. */
    public Path log() {
        return directory.resolve("node.log");
    }

    /** Starts the process; {@link #awaitUp} waits for it. */
    public void powerOn() {
        var before = count();
        try {
            var started = new ProcessBuilder(command())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("output.log").toFile()))
                    .start();
            process = started;
            recordProcess(started);
        } catch (IOException e) {
            throw new StartFailure("Cannot start the stand-in " + name + ": " + e.getMessage(), e);
        }
        awaited = before + 1;
    }

    /** Until its boot is over. */
    public void awaitUp() {
        var up = Waiting.upTo(PATIENCE).until(() -> !isOn() || (count() >= awaited && Ports.answers(port)));
        if (!up || !isOn()) {
            throw new StartFailure("The stand-in " + name + " did not start; see " + directory + "/output.log.");
        }
    }

    public boolean isOn() {
        return process != null && process.isAlive();
    }

    /** {@code kill -9}; its record gets the line that a dead machine cannot write. */
    public void powerOff() {
        var running = process;
        if (running == null) {
            return;
        }
        running.destroyForcibly();
        running.onExit().join();
        try {
            Files.writeString(
                    log(),
                    "%s node=%s power=off%n".formatted(Clock.systemUTC().instant(), name),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isOne(Path directory) {
        return Files.exists(directory.resolve(PROCESS));
    }

    /** Ends a process that an earlier run recorded. */
    static void endLeftover(Path directory) {
        recorded(directory).ifPresent(ProcessHandle::destroyForcibly);
    }

    static boolean lives(Path directory) {
        return recorded(directory).isPresent();
    }

    /** If it still is the same one. */
    private static Optional<ProcessHandle> recorded(Path directory) {
        try {
            var parts = Files.readString(directory.resolve(PROCESS)).strip().split(" ", 2);
            return new ProcessId(Long.parseLong(parts[0]), Instant.parse(parts[1])).handle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void recordProcess(Process started) throws IOException {
        var since =
                started.info().startInstant().orElseGet(() -> Clock.systemUTC().instant());
        Files.writeString(directory.resolve(PROCESS), started.pid() + " " + since + "\n");
    }

    /** As in known_hosts. */
    public String hostKey() {
        try {
            return Files.readString(directory.resolve("host-key.pub")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its record says of something. */
    public List<String> lines(String word) {
        try (var lines = Files.lines(log())) {
            return lines.filter(each -> each.contains(word)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often it has come up. */
    private long count() {
        return Files.exists(log()) ? lines(line).size() : 0;
    }

    /** Little memory, and no hang-up when the terminal closes. */
    private List<String> command() {
        var command = new ArrayList<String>();
        var setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            command.add(setsid.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx24m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:ReservedCodeCacheSize=24m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StandIn.class.getName()));
        command.add(directory.toString());
        return command;
    }
}
