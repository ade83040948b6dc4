package dev.switchover.local.suite;

import dev.switchover.embedded.ClassArchive;
import dev.switchover.embedded.LeashedProcess;
import dev.switchover.embedded.StartFailure;
import dev.switchover.embedded.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One of our services: a process of its own from its built artefact. */
final class ServicePart implements Part {

    private static final Duration TO_START = Duration.ofMinutes(5);
    private static final Duration TO_STOP = Duration.ofSeconds(20);

    private final String name;
    private final int port;
    private final Path log;
    private final List<String> command;
    private final Map<String, String> environment;
    private @Nullable LeashedProcess process;

    ServicePart(String name, int port, Home home, Map<String, String> environment) {
        this.name = name;
        this.port = port;
        this.log = home.log(name);
        this.environment = environment;
        this.command = command(home, artefact(home, name));
    }

    static Path artefact(Home home, String name) {
        return home.root().resolve(name + "-service/target/quarkus-app/quarkus-run.jar");
    }

    private static List<String> command(Home home, Path jar) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-Xmx384m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(ClassArchive.of(jar));
        command.add(Leftovers.mark(home));
        command.addAll(List.of("-Ddisable-axoniq-console-message=true", "-jar", jar.toString()));
        return command;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void start() {
        var started = LeashedProcess.start(command, environment, "TERM", log);
        process = started;
        var ready = Waiting.upTo(TO_START).until(() -> !started.isAlive() || Health.isReady(address()));
        if (!started.isAlive()) {
            throw new StartFailure("The service " + name + " ended while it started; see " + log + ".");
        }
        if (!ready) {
            started.stop(TO_STOP);
            throw new StartFailure(
                    "The service " + name + " was not ready within " + TO_START.toSeconds() + " s; see " + log + ".");
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.stop(TO_STOP);
        }
    }

    @Override
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public OptionalLong pid() {
        return process == null ? OptionalLong.empty() : OptionalLong.of(process.pid());
    }
}
