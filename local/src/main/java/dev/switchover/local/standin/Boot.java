package dev.switchover.local.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a start-up script does after the power came back: it asks the boot guard before it starts what ran before. */
final class Boot {

    private static final int START = 0;
    private static final int INACTIVE = 1;
    private static final String PATIENCE_SECONDS = "10";

    private final Settings settings;
    private final States states;
    private final NodeLog log;
    private final Map<String, String> environment;

    Boot(Settings settings, States states, NodeLog log, Map<String, String> environment) {
        this.settings = settings;
        this.states = states;
        this.log = log;
        this.environment = environment;
    }

    void start() {
        for (var group : settings.groups()) {
            var before = states.before(group, "");
            if (before.isEmpty()) {
                firstTime(group);
            } else if (before.equals(States.ACTIVE)) {
                again(group);
            } else if (before.equals(States.DRAINING)) {
                states.enter(group, States.INACTIVE, "boot"); // its calls went with the power
            }
        }
        log.add("boot=done");
    }

    /** What was permitted for the last boot only: the machine beneath has not been started again, as a real one would. */
    static void forgetPermissions(Path state) throws IOException {
        if (Files.isDirectory(state)) {
            try (var permissions = Files.newDirectoryStream(state, "{ordered,attested}-*")) {
                for (var permission : permissions) {
                    Files.delete(permission);
                }
            }
        }
    }

    /** As it came from the factory: nobody else is there yet. */
    private void firstTime(String group) {
        states.enter(group, settings.find("first").orElse(States.INACTIVE), "0");
    }

    /** Without a guard nothing starts by itself: a follower waits to be told. */
    private void again(String group) {
        var guard = settings.find("guard");
        var answer = guard.isEmpty() ? INACTIVE : ask(guard.get(), group);
        log.add("group=" + group + " guard=" + answer);
        if (!states.isActive(group)) { // unless it has been ordered meanwhile
            states.enter(group, answer == START ? States.ACTIVE : States.INACTIVE, "boot");
        }
    }

    private int ask(String guard, String group) {
        var builder = new ProcessBuilder("sh", guard, group, "--wait", PATIENCE_SECONDS).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            process.getInputStream().transferTo(System.out);
            return process.waitFor();
        } catch (IOException e) {
            System.out.println("guard of " + group + ": " + e);
            return INACTIVE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INACTIVE;
        }
    }
}
