package dev.switchover.kit.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What docs/api/problems.md says to do about each problem; said in the answer where the refusal says nothing more exact. */
final class Remedies {

    private static final Pattern HEADING = Pattern.compile("(?m)^## ([a-z0-9-]+)$");
    private static final Pattern WHAT_TO_DO = Pattern.compile("(?s)\\*\\*What to do:\\*\\*\\s+(.+?)(?:\n\n|\n?$)");
    private static final Map<String, String> ALL = in(text());

    private Remedies() {}

    static Optional<String> of(String slug) {
        return Optional.ofNullable(ALL.get(slug));
    }

    /** A slip in the document costs one remedy, or none: refusals are said all the same, and a test finds the slip. */
    static Map<String, String> in(String text) {
        var all = new HashMap<String, String>();
        HEADING.matcher(text).results().forEach(heading -> remedy(text.substring(heading.end()))
                .ifPresent(remedy -> all.putIfAbsent(heading.group(1), remedy)));
        return Map.copyOf(all);
    }

    private static Optional<String> remedy(String after) {
        return WHAT_TO_DO
                .matcher(after.split("\n## ", 2)[0])
                .results()
                .findFirst()
                .map(Remedies::plain);
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
