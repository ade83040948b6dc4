package dev.switchover.notification.letter.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.Outcome;
import dev.switchover.contracts.migration.v1.MigrationNotice.ReachedBy;
import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.mail.Letter;
import dev.switchover.notification.mail.Letter.AdmitAddress;
import dev.switchover.notification.mail.Letter.AdmitAddressReminder;
import dev.switchover.notification.mail.Letter.DomainMoves;
import dev.switchover.notification.mail.Letter.MigrationNews;
import dev.switchover.notification.mail.Letter.MigrationNews.Fact;
import dev.switchover.notification.mail.Letter.MoveCalledOff;
import dev.switchover.notification.mail.Letter.MovedBack;
import dev.switchover.notification.mail.Letter.NewAddress;
import dev.switchover.notification.mail.Letter.OperationEnded;
import dev.switchover.notification.mail.Letter.OverrideWaits;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationLettersTest {

    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant BY = Instant.parse("2026-03-09T16:00:00Z");
    private static final List<String> ADDRESSES = List.of("198.51.100.20");

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    static Stream<Arguments> told() {
        return Stream.of(
                Arguments.of(
                        new MigrationNotice.AuthorisationRequested(
                                "authorisation/1", AT, "c1", "to-b", "carrier", "main", ADDRESSES, BY, "Hoster."),
                        "c1",
                        new AdmitAddress("carrier", "main", ADDRESSES, BY, "Hoster.")),
                Arguments.of(
                        new MigrationNotice.AuthorisationReminded(
                                "authorisation/1", AT, "c1", "to-b", "carrier", "main", ADDRESSES, BY, "Hoster.", 2),
                        "c1",
                        new AdmitAddressReminder("carrier", "main", ADDRESSES, BY, "Hoster.", 2)),
                Arguments.of(
                        announced(ReachedBy.IP, null),
                        "p-acme",
                        new NewAddress("acme", "192.0.2.10", "198.51.100.20", BY)),
                Arguments.of(
                        announced(ReachedBy.DOMAIN, "sip.acme.example"),
                        "p-acme",
                        new DomainMoves("acme", "sip.acme.example", "198.51.100.20", BY)),
                Arguments.of(
                        new MigrationNotice.CustomerMovedBack(
                                "customer/acme",
                                AT,
                                "p-acme",
                                "acme",
                                "to-b",
                                ReachedBy.IP,
                                null,
                                "192.0.2.10",
                                "No.",
                                null),
                        "p-acme",
                        new MovedBack("acme", null, "192.0.2.10", "No.", AT)),
                Arguments.of(
                        new MigrationNotice.CustomerMovedBack(
                                "customer/acme",
                                AT,
                                "p-acme",
                                "acme",
                                "to-b",
                                ReachedBy.IP,
                                null,
                                "192.0.2.10",
                                "No.",
                                BY),
                        "p-acme",
                        new MoveCalledOff("acme", true, "192.0.2.10", "No.", BY)),
                Arguments.of(
                        new MigrationNotice.OperationEnded(
                                "migration/to-b", AT, "op", "remove-source", Outcome.FAILED, "migration/to-b", "No."),
                        "operators",
                        new OperationEnded("op", "remove-source", "FAILED", "migration/to-b", "No.", false, AT)),
                Arguments.of(
                        new MigrationNotice.OverrideRequested(
                                "override/1",
                                AT,
                                "op",
                                "remove-source",
                                "migration/to-b",
                                List.of("customers-moved"),
                                "Gone.",
                                null,
                                "olga",
                                List.of("customers on a: 1")),
                        "approvers",
                        new OverrideWaits(
                                "op",
                                "remove-source",
                                "migration/to-b",
                                List.of("customers-moved"),
                                "Gone.",
                                null,
                                "olga",
                                List.of("customers on a: 1"),
                                false,
                                AT)),
                Arguments.of(
                        new MigrationNotice.MigrationAborted("migration/to-b", AT, "voice", "No server."),
                        "operators",
                        new MigrationNews("to-b", Fact.ABORTED, "No server.", AT)),
                Arguments.of(
                        new MigrationNotice.WaveCompleted("migration/to-b", AT, "canaries", 5),
                        "operators",
                        new MigrationNews("to-b", Fact.WAVE_COMPLETED, "canaries", AT)));
    }

    @ParameterizedTest
    @MethodSource("told")
    void isToldToTheParty(MigrationNotice notice, String party, Letter letter) {
        assertThat(MigrationLetters.of(notice)).contains(new Addressed(new Party(party), letter));
    }

    /** As it is kept while nobody is known to write to. */
    @ParameterizedTest
    @MethodSource("told")
    void aLetterSurvivesBeingStored(MigrationNotice notice, String party, Letter letter) throws IOException {
        var stored = json.writerFor(Letter.class).writeValueAsString(letter);

        assertThat(json.readValue(stored, Letter.class)).isEqualTo(letter);
    }

    @Test
    void whatNobodyNeedsToReadMakesNoMail() {
        assertThat(MigrationLetters.of(new MigrationNotice.InvoicePaid("invoice/1", AT, "acme")))
                .isEmpty();
        assertThat(MigrationLetters.of(new MigrationNotice.NodeAdded("cluster/voice", AT, "b", ADDRESSES)))
                .isEmpty();
    }

    private static MigrationNotice announced(ReachedBy reachedBy, @Nullable String domain) {
        return new MigrationNotice.CustomerMoveAnnounced(
                "customer/acme",
                AT,
                "p-acme",
                "acme",
                "to-b",
                "canaries",
                reachedBy,
                domain,
                "192.0.2.10",
                "198.51.100.20",
                BY);
    }
}
