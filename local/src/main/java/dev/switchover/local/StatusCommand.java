package dev.switchover.local;

import dev.switchover.local.suite.Health;
import dev.switchover.local.suite.Leftovers;
import dev.switchover.local.suite.Memory;
import dev.switchover.local.suite.Services;
import dev.switchover.local.suite.SuiteRecord;
import dev.switchover.local.suite.SuiteRecord.PartRecord;
import dev.switchover.local.suite.SuiteRecord.State;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Health, start-up time and memory of each part. */
@CommandLine.Command(name = "status", description = "Shows how the suite is.")
final class StatusCommand implements Callable<Integer> {

    /** The target for the whole suite. */
    private static final int MEMORY_TARGET = 2048;

    private record Line(PartRecord part, List<String> complaints, long mebibytes) {

        boolean isWell() {
            return part.state() == State.RUNNING && complaints.isEmpty();
        }

        String text() {
            var state = part.state().name().toLowerCase(Locale.ROOT);
            var health =
                    isWell() ? "healthy" : complaints.isEmpty() ? state : state + ": " + String.join(", ", complaints);
            var restarts =
                    part.restarts() == 0 ? "" : "  (restarted " + part.restarts() + " times; " + part.trouble() + ")";
            return "%-13s %7.1f s  %9s  %-10s %s%s"
                    .formatted(part.name(), seconds(part.startUpMillis()), memory(), health, part.address(), restarts);
        }

        private String memory() {
            return part.process() == null ? "(inside)" : mebibytes + " MiB";
        }
    }

    @Override
    public Integer call() {
        var running = SuiteRecord.running(Main.home());
        if (running.isEmpty()) {
            return withoutSupervisor(Leftovers.names(Main.home()));
        }
        var record = running.get();
        var lines = record.parts().stream().map(StatusCommand::line).toList();
        var all = record.supervisor().handle().map(Memory::mebibytes).orElse(0L);
        var ofParts = lines.stream().mapToLong(Line::mebibytes).sum();
        System.out.printf("%-13s %9s  %9s  %-10s %s%n", "part", "start-up", Memory.measure(), "health", "address");
        lines.forEach(line -> System.out.println(line.text()));
        System.out.printf("%-13s %9s  %5d MiB  with kafka and mail inside%n", "supervisor", "", all - ofParts);
        var well = record.allStarted() && lines.stream().allMatch(Line::isWell);
        System.out.printf(
                "%s; start to all healthy %.1f s (target 30 s); memory %d MiB %s (target %d MiB)%n",
                well ? "All healthy" : "NOT all healthy",
                seconds(record.startUpMillis()),
                all,
                Memory.measure(),
                MEMORY_TARGET);
        Main.home().requireRoom(Main.MEGABYTES_TO_WORK);
        return well ? 0 : Main.FAILED;
    }

    private static int withoutSupervisor(List<String> left) {
        if (left.isEmpty()) {
            System.out.println("Nothing is running.");
            return Main.NOTHING_RUNS;
        }
        System.out.println("The supervisor has ended, but there still run: " + String.join(", ", left)
                + ". They end by themselves or by ./switchover down; the next start ends them as well.");
        return Main.FAILED;
    }

    private static Line line(PartRecord part) {
        var process = part.process();
        var memory =
                process == null ? 0 : process.handle().map(Memory::mebibytes).orElse(0L);
        var complaints = Services.NAMES.contains(part.name()) ? Health.complaints(part.address()) : List.<String>of();
        return new Line(part, complaints, memory);
    }

    private static double seconds(@Nullable Long millis) {
        return millis == null ? 0 : millis / 1000.0;
    }
}
