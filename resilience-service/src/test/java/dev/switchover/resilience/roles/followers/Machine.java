package dev.switchover.resilience.roles.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.Ports;
import dev.switchover.resilience.node.Shell;
import dev.switchover.resilience.node.Shell.Ran;
import dev.switchover.resilience.node.driver.ssh.Key;
import dev.switchover.resilience.node.driver.ssh.OpenSsh;
import dev.switchover.resilience.roles.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A node with the shipped scripts, behind a real OpenSSH server. Its services are files that say in which state they are;
 * when its power comes back it asks the boot guard for each of them, as the units of a real one would.
 */
final class Machine implements AutoCloseable {

    private static final List<String> GROUPS = List.of("data", "management", "telephony");

    private static final String STATUS = """
            cd "$SWITCHOVER_NODE_DIR" || exit
            echo "data $(cat data) position=1"
            for group in management telephony; do echo "$group $(cat "$group")"; done""";

    private final String id;
    private final Path directory;
    private final Shell shell;
    private final Key host =
            Key.ecdsa(); // writing an ed25519 one casts to Bouncy Castle's, which each application loads anew
    private final Key user = Key.ecdsa();
    private final String keyFile = UUID.randomUUID().toString();
    private final int port = Ports.free();
    private String limits = "";
    private @Nullable OpenSsh door;

    Machine(String id, Path parent, String state) throws Exception {
        this.id = id;
        this.directory = Files.createDirectories(parent.resolve(id));
        this.shell = Shell.in(directory);
        Files.createDirectories(RunningService.SECRETS);
        Files.writeString(RunningService.SECRETS.resolve(keyFile), user.privateFile());
        for (var group : GROUPS) {
            become(group, state);
        }
        hooks();
        open();
    }

    /** Gives it a role page of its own, by the hooks and the line of status that the documentation shows. */
    Machine marks(Path run) throws IOException {
        shell.hook("status", STATUS + "\n" + RolePage.line().replace("/run/switchover", run.toString()));
        for (var hook : List.of("mark-active", "mark-inactive")) {
            shell.hook(hook, RolePage.shown("sh", hook).replace("/run/switchover", run.toString()));
        }
        return this;
    }

    /** Becomes writable only when the file is there, and is given up before. */
    Machine promotesWhen(Path file) throws IOException {
        shell.hook("promote-data", "until [ -e " + file + " ]; do sleep 0.1; done\n" + into("active", "data"));
        limits = "\"promote-data\": \"PT2S\"";
        return this;
    }

    /** As the kernel does that is short of memory: hooks live on. */
    void killScripts() {
        Objects.requireNonNull(door).killCommands();
    }

    /** Hooks that promote; not what leads their session, which names the record of it too. */
    int hooksAtWork() {
        return (int) running("promote-data").stream()
                .filter(one -> !one.info().commandLine().orElse("").contains("/running-"))
                .count();
    }

    private List<ProcessHandle> running(String hook) {
        return ProcessHandle.allProcesses()
                .filter(one -> one.info().commandLine().orElse("").contains(directory + "/actions/" + hook))
                .toList();
    }

    /** As a definition says it. */
    String json() {
        return """
                {"id": "%s", "access": {"kind": "ssh", "host": "127.0.0.1", "port": %d, "user": "%s", "hostKeys": ["%s"],
                 "keyRef": "file:%s", "limits": {%s}}}
                """.formatted(id, port, OpenSsh.user(), host.publicLine(), keyFile, limits);
    }

    /** Its own record of what it did. */
    List<String> journal() throws IOException {
        return Files.readAllLines(directory.resolve("state/actions.log"));
    }

    /** When it did this last, by its own record. */
    Instant when(String words) throws IOException {
        var lines = journal().stream()
                .filter(line -> line.contains(" " + words + " "))
                .toList();
        assertThat(lines).as(words).isNotEmpty();
        return Instant.parse(lines.getLast().substring(0, lines.getLast().indexOf(' ')));
    }

    /** Whom its guard asks. */
    void trust(String deployment, RunningService... instances) throws IOException {
        var lines = new StringBuilder("deployment=%s\nnode=%s\nca=%s\n"
                .formatted(deployment, id, TestAuthority.shared().authority()));
        for (var instance : instances) {
            lines.append("instance=").append(instance.safeAddress()).append('\n');
        }
        Files.writeString(directory.resolve("guard.conf"), lines);
    }

    Ran guard(String group) throws Exception {
        return shell.run("switchover-guard", Map.of(), group);
    }

    List<String> states() throws IOException {
        var states = new ArrayList<String>();
        for (var group : GROUPS) {
            states.add(Files.readString(directory.resolve(group)).strip());
        }
        return states;
    }

    boolean isWritable() {
        try {
            return states().getFirst().equals("active");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing on it serves, and nobody answers. */
    void powerOff() throws IOException {
        close();
        for (var group : GROUPS) {
            become(group, "inactive");
        }
    }

    /** Starts what the guard lets it start; what it was ordered to since the boot before is of no use now. */
    void powerOn() throws Exception {
        for (var group : GROUPS) {
            Files.deleteIfExists(directory.resolve("state/ordered-" + group));
            if (guard(group).exitCode() == 0) {
                become(group, "active");
            }
        }
        open();
    }

    private void open() throws Exception {
        door = new OpenSsh(Shell.program("sshd").orElseThrow(), directory, host, user, port);
    }

    private void hooks() throws IOException {
        shell.hook("status", STATUS);
        shell.hook("fence", into("inactive", GROUPS.toArray(String[]::new)));
        shell.hook("promote-data", into("active", "data"));
        shell.hook("fence-data", into("inactive", "data"));
        for (var group : List.of("management", "telephony")) {
            shell.hook("start-" + group, into("active", group));
            shell.hook("stop-" + group, into("inactive", group));
        }
        shell.hook("drain-telephony", into("draining", "telephony"));
    }

    private static String into(String state, String... groups) {
        return "cd \"$SWITCHOVER_NODE_DIR\" && echo " + state + " | tee " + String.join(" ", groups);
    }

    private void become(String group, String state) throws IOException {
        Files.writeString(directory.resolve(group), state + "\n");
    }

    @Override
    public void close() {
        running("").forEach(ProcessHandle::destroyForcibly);
        if (door != null) {
            door.close();
            door = null;
        }
    }
}
