package dev.switchover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a run of the demo leaves behind, ids and times aside. */
final class FinalState {

    /** What a repetition may raise, and what hangs on how long it all took. */
    private static final Set<String> ASIDE = Set.of("version", "withinPrediction");

    private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z";
    private static final String DURATION = "P[0-9]*D?T[0-9.HMS]+";
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** By whom a figure was predicted: one run more is known to the later of two. */
    private static final String PREDICTED_BY = "document|median of \\d+ own runs";

    private static final String HASH = "[0-9a-f]{64}"; // of what has ids in it

    private static final String MIGRATION = "/migrations/move-RUN";
    private static final List<String> SHOWN = List.of(
            "/clusters/voice-RUN",
            "/clusters/voice-RUN/management",
            "/customers?limit=100&cluster=voice-RUN",
            "/suppliers/alpha-RUN",
            "/suppliers/beta-RUN",
            "/suppliers/gamma-RUN",
            "/suppliers/gamma-RUN/trunks/main/nodes",
            MIGRATION,
            MIGRATION + "/authorisations",
            MIGRATION + "/customers?limit=100",
            MIGRATION + "/registrations",
            MIGRATION + "/unsettled",
            MIGRATION + "/waves");

    private FinalState() {}

    static void assertSame(Play one, Play other) {
        assertThat(of(one)).containsExactlyElementsOf(of(other));
    }

    /** One line per fact. */
    private static List<String> of(Play play) {
        return Stream.concat(
                        SHOWN.stream().flatMap(path -> shown(path, play)),
                        notifications(play).stream().map(line -> "notification " + line))
                .toList();
    }

    private static Stream<String> shown(String path, Play play) {
        return facts(Reader.json("migration", path.replace("RUN", play.run())), play).stream()
                .map(fact -> path + " " + fact);
    }

    private static List<String> notifications(Play play) {
        return Post.of(play).notifications().stream()
                .map(it -> String.join(
                        " ",
                        it.path("party").asText(),
                        it.path("template").asText(),
                        it.path("language").asText(),
                        it.path("state").asText()))
                .map(line -> plain(line, play))
                .sorted()
                .toList();
    }

    private static List<String> facts(JsonNode node, Play play) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(each -> text(each, play))
                    .toList();
        }
        return node.properties().stream()
                .filter(field -> !ASIDE.contains(field.getKey()))
                .map(field -> field.getKey() + ": " + text(field.getValue(), play))
                .toList();
    }

    private static String text(JsonNode node, Play play) {
        if (node.isContainerNode()) {
            return facts(node, play).toString();
        }
        return plain(node.asText(), play);
    }

    private static String plain(String text, Play play) {
        return text.replace(play.run(), "RUN")
                .replaceAll(UUID, "ID")
                .replaceAll(HASH, "HASH")
                .replaceAll(PREDICTED_BY, "PREDICTION")
                .replaceAll(TIME, "TIME")
                .replaceAll(DURATION, "DURATION");
    }
}
