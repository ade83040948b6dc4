package dev.switchover.local;

import dev.switchover.embedded.StartFailure;
import dev.switchover.embedded.Waiting;
import dev.switchover.local.suite.Home;
import dev.switchover.local.suite.PortPlan;
import dev.switchover.local.suite.SuiteRecord;
import dev.switchover.local.suite.SuiteRecord.State;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A supervisor that outlives the command that started it. */
final class Detached {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private Detached() {}

    static int start(Home home, int portBase) {
        if (SuiteRecord.running(home).isPresent()) {
            throw new StartFailure("The suite runs already; see ./switchover status, or stop it by ./switchover down.");
        }
        PortPlan.from(portBase);
        var log = home.log("supervisor");
        var supervisor = spawn(command(portBase), log);
        var told = new HashSet<String>();
        var up = Waiting.upTo(PATIENCE).until(() -> !supervisor.isAlive() || isUp(home, supervisor, told));
        if (!up || !supervisor.isAlive()) {
            supervisor.destroy();
            throw new StartFailure(lastLine(log));
        }
        SuiteRecord.read(home).ifPresent(UpCommand.Addresses::print);
        return 0;
    }

    private static boolean isUp(Home home, Process supervisor, Set<String> told) {
        var record = SuiteRecord.read(home).filter(found -> found.supervisor().pid() == supervisor.pid());
        record.stream()
                .flatMap(found -> found.parts().stream())
                .filter(part -> part.state() == State.RUNNING && told.add(part.name()))
                .forEach(part -> System.out.printf(
                        "%-13s %5.1f s  %s%n",
                        part.name(), part.startUpMillis() == null ? 0 : part.startUpMillis() / 1000.0, part.address()));
        return record.isPresent() && record.get().allStarted();
    }

    private static List<String> command(int portBase) {
        var command = new ArrayList<String>();
        Stream.of("/usr/bin/setsid", "/usr/bin/nohup")
                .filter(tool -> Files.isExecutable(Path.of(tool)))
                .findFirst()
                .ifPresent(command::add);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("up", "--port-base", String.valueOf(portBase)));
        return command;
    }

    private static Process spawn(List<String> command, Path log) {
        try {
            Files.createDirectories(log.getParent());
            return new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new StartFailure("Cannot start the supervisor: " + e.getMessage(), e);
        }
    }

    private static String lastLine(Path log) {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> !line.isBlank())
                    .reduce((earlier, later) -> later)
                    .orElse("The suite did not start; see " + log + ".");
        } catch (IOException e) {
            return "The suite did not start; see " + log + ".";
        }
    }
}
