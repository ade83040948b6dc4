package dev.switchover.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.switchover.local.suite.Home;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The measurements that need a suite, each run on a fresh one and written down with how busy the machine was. */
public final class Benches {

    private static final List<Bench> ALL =
            List.of(new FollowBench(), new ImportBench(), new GatesBench(), new RolesBench());
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Benches() {}

    public static Optional<Bench> named(String name) {
        return ALL.stream().filter(bench -> bench.name().equals(name)).findFirst();
    }

    public static List<String> names() {
        return ALL.stream().map(Bench::name).toList();
    }

    /** Starts a suite with empty data beside the usual one, measures, and leaves nothing running. */
    public static void run(Bench bench, Home usual, Consumer<String> tell) throws Exception {
        var report = new LinkedHashMap<String, Object>();
        report.put("loadAverageBefore", loadAverage());
        try (var site = Site.start(usual.beside("bench-suite"), tell)) {
            report.putAll(bench.measure(site));
        }
        report.put("loadAverageAfter", loadAverage());
        report.put("processors", Runtime.getRuntime().availableProcessors());
        write(report, usual.directory().resolve("bench").resolve(bench.name() + ".json"), tell);
    }

    private static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static void write(Map<String, Object> report, Path file, Consumer<String> tell) throws IOException {
        Files.createDirectories(file.getParent());
        JSON.writeValue(file.toFile(), report);
        report.forEach((name, value) -> tell.accept("%-24s %s".formatted(name, value)));
        tell.accept("The report is in " + file + ".");
    }
}
