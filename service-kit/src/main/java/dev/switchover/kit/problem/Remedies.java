package dev.switchover.kit.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What docs/api/problems.md says to do about each problem; said in the answer where the refusal says nothing more exact. */
final class Remedies {

    private static final Pattern HEADING = Pattern.compile("(?m)^## ([a-z0-9-]+)$");
    private static final Pattern WHAT_TO_DO = Pattern.compile("(?s)\\*\\*What to do:\\*\\*\\s+(.+?)(?:\n\n|\n?$)");
    private static final Map<String, String> ALL = read();

    private Remedies() {}

    static Optional<String> of(String slug) {
        return Optional.ofNullable(ALL.get(slug));
    }

    private static Map<String, String> read() {
        var text = text();
        return HEADING.matcher(text)
                .results()
                .collect(Collectors.toUnmodifiableMap(
                        heading -> heading.group(1),
                        heading -> remedy(heading.group(1), text.substring(heading.end()))));
    }

    private static String remedy(String slug, String after) {
        return WHAT_TO_DO
                .matcher(after.split("\n## ", 2)[0])
                .results()
                .findFirst()
                .map(Remedies::plain)
                .orElseThrow(() -> new IllegalStateException("problems.md has no remedy for " + slug));
    }

    private static String plain(MatchResult found) {
        return found.group(1).strip().replace('\n', ' ').replace("`", "");
    }

    /** The document travels in our jar. */
    private static String text() {
        try (var in = Remedies.class.getResourceAsStream("problems.md")) {
            if (in == null) {
                throw new IllegalStateException("problems.md is missing");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
