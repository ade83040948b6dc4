package dev.switchover.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.notification.mail.Letter.OperationEnded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mail, whole, in every language: as the files in golden/mail say, which are there to be read. */
class LetterTest {

    private final Pen pen = new Pen(PlainQute.engine());

    static Stream<Arguments> lettersAndLanguages() {
        return Samples.all().keySet().stream()
                .flatMap(sample -> Arrays.stream(Language.values()).map(language -> Arguments.of(sample, language)));
    }

    @ParameterizedTest
    @MethodSource("lettersAndLanguages")
    void readsAsTheGoldenFileSays(String sample, Language language) throws IOException {
        var words =
                pen.write(Objects.requireNonNull(Samples.all().get(sample)), Samples.reader(language), Samples.HEAD);

        var whole = words.subject() + "\n\n" + words.text();
        assertThat(whole).isEqualTo(golden(language, sample));
    }

    @Test
    void everyKindOfLetterIsAmongTheSamples() {
        assertThat(Samples.all().values().stream().map(Letter::template).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Letter.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
    }

    /** As the services name the kinds of their operations in the notices. */
    static Stream<Arguments> kindsAndLanguages() {
        return Stream.of(
                        "migration",
                        "wave",
                        "removal",
                        "replication",
                        "registration-move",
                        "import of customers",
                        "import of invoices",
                        "contact-import",
                        "FAILOVER",
                        "FAILBACK",
                        "START_SERVICES",
                        "STOP_SERVICES",
                        "migration.start-wave",
                        "migration.remove-source",
                        "migration.decommission",
                        "resilience.start-services",
                        "resilience.start-switchover")
                .flatMap(kind -> Stream.of(Language.RU, Language.FR).map(language -> Arguments.of(kind, language)))
                .filter(it -> !List.of(it.get()).equals(List.of("migration", Language.FR))); // there the same word
    }

    @ParameterizedTest
    @MethodSource("kindsAndLanguages")
    void whatKindOfOperationEndedAndHowIsSaidInTheReadersLanguage(String kind, Language language) {
        var letter = new OperationEnded("op-7f", kind, "IN_DOUBT", "subject", "detail", false, Instant.EPOCH);

        var words = pen.write(letter, Samples.reader(language), Samples.HEAD);

        assertThat(words.subject()).doesNotContain(kind, "IN_DOUBT").endsWith(", subject");
        assertThat(words.text()).doesNotContain(kind);
    }

    private static String golden(Language language, String sample) throws IOException {
        var file = "/golden/mail/%s/%s.txt".formatted(language.tag(), sample);
        try (var in = Objects.requireNonNull(LetterTest.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
