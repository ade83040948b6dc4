package dev.switchover.system;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchover.embedded.Waiting;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The notifications of one run of the demo, and the mails that came of them. */
record Post(List<JsonNode> notifications, List<JsonNode> mails) {

    static Post of(Play play) {
        var mails = stream(Reader.json("mail", "/api/mails?limit=100000"))
                .filter(mail -> mail.path("recipient").asText().endsWith("@" + play.run() + ".demo.example"))
                .toList();
        var known = mails.stream().map(Post::messageId).toList();
        var notifications = stream(Reader.json("notification", "/notifications?limit=1000"))
                .filter(it -> it.toString().contains(play.run()) || known.contains(messageId(it)))
                .toList();
        return new Post(notifications, mails);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Waits until as many are delivered as in another run. */
    static void awaitAsMany(Play play, Play other, Duration limit) {
        var many = of(other).notifications().size();
        var inTime = Waiting.upTo(limit)
                .until(() -> of(play).notifications().size() >= many
                        && of(play).waiting().isEmpty());
        assertThat(inTime)
                .as(() -> of(play).notifications().size() + " of " + many + ", waiting: " + of(play).waiting())
                .isTrue();
    }

    /** Those that the mail server has not accepted. */
    private List<JsonNode> waiting() {
        return notifications.stream()
                .filter(it -> !it.path("state").asText().equals("ACCEPTED"))
                .toList();
    }

    /** One notification per notice and party, one Message-ID each; a second mail only where the first was in doubt. */
    void assertSaidOnce() {
        assertThat(notifications)
                .extracting(it ->
                        it.path("noticeId").asText() + " " + it.path("party").asText())
                .doesNotHaveDuplicates();
        var attempts = notifications.stream()
                .collect(toMap(Post::messageId, it -> it.path("attempts").asInt()));
        var received = mails.stream().collect(groupingBy(Post::messageId));
        assertThat(received.keySet()).isEqualTo(attempts.keySet());
        received.forEach((messageId, copies) -> {
            assertThat(copies.size())
                    .as("copies of %s, by the attempts it took", messageId)
                    .isLessThanOrEqualTo(attempts.getOrDefault(messageId, 0));
            assertAlike(copies);
        });
    }

    /** As often as there was nothing in the way. */
    void assertNoCopies() {
        assertThat(mails).extracting(Post::messageId).doesNotHaveDuplicates();
    }

    private static void assertAlike(List<JsonNode> copies) {
        var first = copies.getFirst();
        assertThat(copies).allSatisfy(copy -> {
            assertThat(copy.path("recipient")).isEqualTo(first.path("recipient"));
            assertThat(copies.size() == 1 || Arrays.equals(raw(copy), raw(first)))
                    .isTrue();
        });
    }

    private static String messageId(JsonNode it) {
        return it.path("messageId").asText();
    }

    private static byte[] raw(JsonNode mail) {
        return Reader.bytes("mail", mail.path("raw").asText());
    }
}
