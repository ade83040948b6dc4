package dev.switchover.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.eventstore.AccountEvent.Noted;
import dev.switchover.eventstore.AccountEvent.Opened;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTextIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private Instance instance;

    @BeforeEach
    void start() {
        instance = Instance.started(DATABASE.emptied());
    }

    @AfterEach
    void stop() {
        instance.close();
    }

    /** The hash can be made again from what the database prints, whose order of keys differs from ours. */
    @Test
    void theHashIsThatOfTheCanonicalForm() throws Exception {
        instance.append("account/a", 0, new Opened("a", "Anna"));

        assertThat(instance.database.text("select encode(hash, 'hex') from events.events"))
                .isEqualTo(instance.database.text(
                        "select encode(sha256('{\"accountId\":\"a\",\"owner\":\"Anna\"}'), 'hex')"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "\\\0", "\\\\\0", "\ud800", "x\udc00y", "\udc00\ud800"})
    void whatCannotBeStoredIsRefused(String text) {
        assertThatThrownBy(() -> instance.append("account/a", 0, new Noted("a", text)))
                .isInstanceOf(UnstorableEventException.class)
                .hasMessageContaining("Noted");
        assertThatThrownBy(() -> instance.append("account/" + text, 0, new Noted("a", "fine")))
                .isInstanceOf(UnstorableEventException.class)
                .hasMessageContaining("aggregate id");
        assertThatThrownBy(() -> instance.store.publish(
                        new GenericDomainEventMessage<>("Account", "account/a", 0, new Noted("a", "fine"))
                                .withMetaData(Map.of("reason", text))))
                .isInstanceOf(UnstorableEventException.class)
                .hasMessageContaining("metadata");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\\u0000", "\\\\u0000", "\\", "\"'%;--", "\u0001\u001f\u007f", "\u2028", "🎷\ufffe", "\t\r\n"
            })
    void anyOtherTextComesBackAsItWas(String text) throws Exception {
        instance.append("account/a", 0, new Noted("a", text));

        assertThat(texts("account/a")).containsExactly(text);
        assertThat(instance.read(0, 1).getFirst().getPayload()).isEqualTo(new Noted("a", text));
    }

    @Test
    void megabytesComeBackAsTheyWere() {
        var text = "payload 🎷 ".repeat(500_000);
        instance.append("account/a", 0, new Noted("a", text));

        assertThat(texts("account/a")).containsExactly(text);
    }

    /** A third of the characters drawn are such as break something. */
    @Test
    void randomTextsAreRefusedOrComeBackAsTheyWere() {
        var random = new Random(42);
        var kept = new ArrayList<String>();
        for (int i = 0; i < 500; i++) {
            var text = randomText(random);
            if (isStorable(text)) {
                instance.append("account/a", kept.size(), new Noted("a", text));
                kept.add(text);
            } else {
                assertThatThrownBy(() -> instance.append("account/a", kept.size(), new Noted("a", text)))
                        .isInstanceOf(UnstorableEventException.class);
            }
        }
        assertThat(texts("account/a")).isEqualTo(kept);
        assertThat(kept).hasSizeBetween(50, 450);
    }

    private static String randomText(Random random) {
        var awkward = "\\u0000\"'{}[]\n\0\ud83d\udfb7\u2028";
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(
                    random.nextInt(3) == 0
                            ? awkward.charAt(random.nextInt(awkward.length()))
                            : (char) ('0' + random.nextInt(64)));
        }
        return text.toString();
    }

    private static boolean isStorable(String text) {
        var utf8 = StandardCharsets.UTF_8.newEncoder();
        return text.indexOf('\0') < 0 && utf8.canEncode(text);
    }

    private List<String> texts(String aggregate) {
        var texts = new ArrayList<String>();
        instance.store.readEvents(aggregate).forEachRemaining(event -> {
            if (event.getPayload() instanceof Noted(var id, var text)) {
                texts.add(text);
            }
        });
        return texts;
    }
}
