package dev.switchover.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Follows the log of one part. */
@CommandLine.Command(name = "logs", description = "Follows a log.")
final class LogsCommand implements Callable<Integer> {

    @CommandLine.Parameters(
            paramLabel = "SERVICE",
            description = "migration, resilience, notification, postgresql or supervisor")
    private String service = "";

    @CommandLine.Option(names = "--no-follow", description = "Only what is there.")
    private boolean once;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var log = log();
        if (log.isEmpty()) {
            System.err.println("There is no log of " + service + ": it has not run, or not by up --detach or demo.");
            return Main.FAILED;
        }
        var command = once
                ? new ProcessBuilder("cat", log.get().toString())
                : new ProcessBuilder("tail", "-n", "50", "-f", log.get().toString());
        return command.inheritIO().start().waitFor();
    }

    private Optional<Path> log() {
        var home = Main.home();
        return service.matches("[a-z-]+")
                ? Stream.of(home.log(service), home.data(service).resolve(service + ".log"))
                        .filter(Files::exists)
                        .findFirst()
                : Optional.empty();
    }
}
