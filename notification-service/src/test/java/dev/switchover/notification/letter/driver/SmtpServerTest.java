package dev.switchover.notification.letter.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.switchover.embedded.Embedded;
import dev.switchover.embedded.Ports;
import dev.switchover.kit.security.Secrets;
import dev.switchover.notification.letter.driver.FaultySmtp.Behaviour;
import dev.switchover.notification.letter.driver.Handover.Accepted;
import dev.switchover.notification.letter.driver.Handover.Deferred;
import dev.switchover.notification.letter.driver.Handover.Refused;
import dev.switchover.notification.letter.driver.Handover.Unknown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class SmtpServerTest {

    private static final byte[] MAIL =
            "From: a@example.org\r\nMessage-ID: <1@example.org>\r\n\r\nHello\r\n.\r\n..two dots\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final Secrets NO_SECRETS = new Secrets(Optional.empty(), Map.of());

    private final FaultySmtp faulty = FaultySmtp.start();

    @AfterEach
    void stop() throws IOException {
        faulty.close();
    }

    @Test
    void theBytesArriveAsTheyWereStored() {
        assertThat(send(faulty.port())).isEqualTo(new Accepted());

        assertThat(faulty.mails()).singleElement().isEqualTo(MAIL);
    }

    @Test
    void aRealServerTakesThem() {
        var outcome =
                server(Embedded.mail().smtpPort()).handOver(MAIL, "a@example.org", "smtp-server-test@example.org");

        assertThat(outcome).isEqualTo(new Accepted());
        assertThat(Embedded.mail().mailsTo("smtp-server-test@example.org"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.messageId()).isEqualTo("<1@example.org>"));
    }

    @ParameterizedTest
    @CsvSource({"BUSY, 451", "FULL, 452"})
    void whatIsNotTakenForNowIsDeferred(Behaviour behaviour, int reply) {
        faulty.next(behaviour);

        assertThat(send(faulty.port()))
                .asInstanceOf(type(Deferred.class))
                .extracting(Deferred::reply)
                .isEqualTo(reply);
    }

    @ParameterizedTest
    @CsvSource({"NO_SUCH_USER, 550", "SPAM, 554"})
    void whatIsNotTakenForGoodIsRefused(Behaviour behaviour, int reply) {
        faulty.next(behaviour);

        assertThat(send(faulty.port()))
                .asInstanceOf(type(Refused.class))
                .extracting(Refused::reply)
                .isEqualTo(reply);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_AFTER_DOT", "HANG_AFTER_DOT"})
    void nobodyKnowsWhatBecameOfAMailWithoutAnswer(Behaviour behaviour) {
        faulty.next(behaviour);

        assertThat(send(faulty.port())).isInstanceOf(Unknown.class);
        assertThat(faulty.mails()).hasSize(1);
    }

    @Test
    void aMailCutShortHasCertainlyNotBeenTaken() {
        faulty.next(Behaviour.DROP_BEFORE_DOT);
        var large = "a line\r\n".repeat(3_000_000).getBytes(StandardCharsets.US_ASCII); // no buffer holds that

        assertThat(server(faulty.port()).handOver(large, "a@example.org", "b@example.org"))
                .isInstanceOf(Deferred.class);
    }

    @Test
    void aServerThatHangsIsDeferred() {
        faulty.next(Behaviour.HANG);

        assertThat(send(faulty.port()))
                .asInstanceOf(type(Deferred.class))
                .extracting(Deferred::reply)
                .isEqualTo(0);
    }

    @Test
    void noServerAtAllIsDeferred() throws IOException {
        var nobody = Ports.free();

        assertThat(send(nobody))
                .asInstanceOf(type(Deferred.class))
                .extracting(Deferred::reply)
                .isEqualTo(0);
    }

    @Test
    void aServerWithoutTheTlsWeDemandIsDeferred() {
        var config = TestSmtp.at(faulty.port()).secured(SmtpConfig.Security.STARTTLS);

        assertThat(new SmtpServer(config, NO_SECRETS).handOver(MAIL, "a@example.org", "b@example.org"))
                .isInstanceOf(Deferred.class);
        assertThat(faulty.mails()).isEmpty();
    }

    private static Handover send(int port) {
        return server(port).handOver(MAIL, "a@example.org", "b@example.org");
    }

    private static SmtpServer server(int port) {
        return new SmtpServer(TestSmtp.at(port), NO_SECRETS);
    }
}
