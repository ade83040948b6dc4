package dev.switchover.local.suite;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory processes take: proportional set size on Linux, resident set size elsewhere. */
public final class Memory {

    private static final boolean LINUX = Files.exists(Path.of("/proc/self/smaps_rollup"));

    private Memory() {}

    /** The name of the figure. */
    public static String measure() {
        return LINUX ? "PSS" : "RSS";
    }

    /** Of a process and all that it started, in MiB. */
    public static long mebibytes(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                        .mapToLong(each -> LINUX ? proportional(each.pid()) : resident(each.pid()))
                        .sum()
                / 1024;
    }

    private static long proportional(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }

    private static long resident(long pid) {
        try (BufferedReader reader = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid))
                .start()
                .inputReader()) {
            var line = reader.readLine();
            return line == null ? 0 : Long.parseLong(line.strip());
        } catch (IOException | NumberFormatException gone) {
            return 0;
        }
    }
}
