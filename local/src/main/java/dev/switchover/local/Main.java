package dev.switchover.local;

import dev.switchover.embedded.StartFailure;
import dev.switchover.local.suite.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.LogManager;
import picocli.CommandLine;

/** What the script {@code switchover} calls once everything is built. */
@CommandLine.Command(
        name = "switchover",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            BenchCommand.class
        },
        mixinStandardHelpOptions = true)
public final class Main {

    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int NOTHING_RUNS = 3;

    /** PostgreSQL ends when it cannot write its log, whose files have 16 MiB. */
    static final int MEGABYTES_TO_WORK = 32;

    private Main() {}

    public static void main(String[] arguments) {
        quietLogs();
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(command.getColorScheme().errorText(sentence(failure)));
                    return FAILED;
                })
                .execute(arguments);
    }

    static Home home() {
        return Home.of(Path.of(System.getProperty("switchover.root", "."))
                .toAbsolutePath()
                .normalize());
    }

    /** What a person can do something with; a stack trace only for what nobody foresaw. */
    private static String sentence(Exception failure) {
        if (failure instanceof StartFailure told) {
            return String.valueOf(told.getMessage());
        }
        if (failure instanceof UncheckedIOException io
                && String.valueOf(io.getMessage()).contains("No space left")) {
            return "The disk is full: " + io.getMessage();
        }
        failure.printStackTrace();
        return "Something unforeseen happened: " + failure;
    }

    private static void quietLogs() {
        try (InputStream settings = Main.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
