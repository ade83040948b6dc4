package dev.switchover.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a demo saw; told line by line and written to report.json. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** @param ofTime a promise of a machine that has the time for it */
    record Expectation(String name, boolean held, String detail, boolean ofTime) {}

    record Step(String name, double seconds, String outcome) {}

    private record Content(
            boolean passed,
            List<Expectation> expectations,
            List<Step> steps,
            Map<String, Map<String, Integer>> mails) {}

    private final Consumer<String> out;
    private final List<Expectation> expectations = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Map<String, Integer>> mails = new TreeMap<>();

    public Report(Consumer<String> out) {
        this.out = out;
    }

    /** Runs a step; what it throws ends the demo, and stands in the report. */
    public void step(String name, Runnable work) {
        var began = System.nanoTime();
        var before = expectations.size();
        out.accept("• " + name);
        try {
            work.run();
        } catch (RuntimeException e) {
            expect(name + " runs to its end", false, String.valueOf(e.getMessage()));
            ended(name, began, "failed");
            throw e;
        }
        var held = expectations.subList(before, expectations.size()).stream().allMatch(Expectation::held);
        ended(name, began, held ? "as expected" : "not as expected");
    }

    private void ended(String name, long began, String outcome) {
        var seconds = Math.round((System.nanoTime() - began) / 1e7) / 100.0;
        steps.add(new Step(name, seconds, outcome));
        out.accept("  %s after %.2f s".formatted(outcome, seconds));
    }

    public void expect(String name, boolean held, String detail) {
        add(new Expectation(name, held, detail, false));
    }

    /** How busy the machine was stands beside it, and excuses nothing. */
    public void expectWithin(Duration limit, String name, Duration took, String detail) {
        add(new Expectation(name, took.compareTo(limit) <= 0, detail + "; " + load(), true));
    }

    /** Whoever reads it can tell a slow switchover from a machine that had no time for it. */
    private static String load() {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "load of the last minute %.1f on %d processors",
                machine.getSystemLoadAverage(),
                machine.getAvailableProcessors());
    }

    private void add(Expectation one) {
        expectations.add(one);
        var detail = one.detail().isEmpty() ? "" : " — " + one.detail();
        out.accept("  %s %s%s".formatted(one.held() ? "✓" : "✗", one.name(), detail));
    }

    public void mail(String party, String language) {
        mails.computeIfAbsent(party, kind -> new TreeMap<>()).merge(language, 1, Integer::sum);
    }

    Map<String, Map<String, Integer>> mails() {
        return mails;
    }

    public boolean passed() {
        return !expectations.isEmpty() && expectations.stream().allMatch(Expectation::held);
    }

    /** What did not hold, and why. */
    public List<String> broken() {
        return broken(one -> true);
    }

    /** The same without what was right and only late. */
    public List<String> wrong() {
        return broken(one -> !one.ofTime());
    }

    private List<String> broken(Predicate<Expectation> among) {
        return expectations.stream()
                .filter(one -> !one.held())
                .filter(among)
                .map(one -> one.name() + " — " + one.detail())
                .toList();
    }

    public void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            JSON.writeValue(file.toFile(), new Content(passed(), expectations, steps, mails));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void summary() {
        var failed = broken();
        out.accept("");
        out.accept("%d of %d expectations held; mails: %s"
                .formatted(expectations.size() - failed.size(), expectations.size(), mails));
        failed.forEach(one -> out.accept("✗ " + one));
    }
}
