package dev.switchover.migration.cluster.view;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A time, and who says so. What nobody measured or stated is {@value #UNKNOWN}, never zero. */
public record Figure(String value, @Nullable String atLeast, String source) {

    public static final String UNKNOWN = "UNKNOWN";

    static Figure of(@Nullable Duration duration, String source, String otherwise) {
        return duration == null ? new Figure(UNKNOWN, null, otherwise) : new Figure(duration.toString(), null, source);
    }

    /** Unknown as soon as one part is, and then at least the sum of the others. */
    static Figure sum(List<Figure> parts) {
        var known = parts.stream()
                .map(Figure::value)
                .filter(value -> !value.equals(UNKNOWN))
                .map(Duration::parse)
                .reduce(Duration.ZERO, Duration::plus);
        var sources = parts.stream().map(Figure::source).collect(Collectors.toCollection(TreeSet::new));
        return parts.stream().anyMatch(part -> part.value().equals(UNKNOWN))
                ? new Figure(UNKNOWN, known.toString(), joined(sources))
                : new Figure(known.toString(), null, joined(sources));
    }

    private static String joined(Set<String> sources) {
        return sources.stream().collect(Collectors.joining(", "));
    }
}
