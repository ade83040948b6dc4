package dev.switchover.notification.letter.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.switchover.kit.security.Secrets;
import dev.switchover.notification.letter.driver.Handover.Accepted;
import dev.switchover.notification.letter.driver.Handover.Deferred;
import dev.switchover.notification.letter.driver.SmtpConfig.Security;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mails go over TLS to whom we trust, under our login, or not at all. */
@Timeout(30)
class SmtpSecurityTest {

    private static final byte[] MAIL =
            "From: a@example.org\r\nMessage-ID: <1@example.org>\r\n\r\nHello\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String USER = "switchover";
    private static final String PASSWORD = "correct horse";

    @TempDir
    private static Path directory;

    private static Path keys;

    @BeforeAll
    static void makeKeys() throws IOException, InterruptedException {
        keys = SecureSmtp.makeKeys(directory);
        Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        Files.writeString(directory.resolve("wrong"), "battery staple\n");
        Files.writeString(directory.resolve("junk.pem"), "hello\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void goesOverTlsUnderOurLogin(Security security) {
        try (var server = start(security)) {
            assertThat(send(known(server, security))).isEqualTo(new Accepted());
            assertThat(server.mails()).singleElement().isEqualTo(MAIL);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void aCertificateNobodyVouchesForGetsNoMail(Security security) {
        try (var server = start(security)) {
            var stranger = TestSmtp.at(server.port())
                    .named("localhost")
                    .secured(security)
                    .as(USER, "file:password");

            assertThat(deferred(send(stranger)).text()).contains("PKIX path building failed");
            assertThat(server.mails()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void aCertificateForAnotherNameGetsNoMail(Security security) {
        try (var server = start(security)) {
            var elsewhere = known(server, security).named("127.0.0.1");

            assertThat(deferred(send(elsewhere)).text()).contains("127.0.0.1");
            assertThat(server.mails()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTTLS", "TLS"})
    void aWrongPasswordIsDeferredAndNotQuoted(Security security) {
        try (var server = start(security)) {
            var outcome = deferred(send(known(server, security).as(USER, "file:wrong")));

            assertThat(outcome.reply()).isEqualTo(535);
            assertThat(outcome.text()).contains("535").doesNotContain("battery", "staple");
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void withoutALoginItIsDeferred() {
        try (var server = start(Security.TLS)) {
            var nobody = TestSmtp.at(server.port())
                    .named("localhost")
                    .secured(Security.TLS)
                    .trusting("file:server.pem");

            assertThat(deferred(send(nobody)).reply()).isEqualTo(530);
        }
    }

    @Test
    void whoseSecretsAreMissingIsDeferredUntilTheyAreThere() throws IOException {
        try (var server = start(Security.TLS)) {
            var config = known(server, Security.TLS);

            assertThat(deferred(send(config.as(USER, "file:absent"))).text())
                    .isEqualTo("There is no secret file:absent");
            assertThat(deferred(send(config.as(USER, PASSWORD))).text())
                    .contains("env:NAME")
                    .doesNotContain(PASSWORD);
            assertThat(deferred(send(config.trusting("file:absent"))).text()).contains("file:absent");
            assertThat(deferred(send(config.trusting("file:junk.pem"))).text()).contains("trust-ref");
            Files.writeString(directory.resolve("absent"), PASSWORD);
            assertThat(send(config.as(USER, "file:absent"))).isEqualTo(new Accepted());
        }
    }

    private static SecureSmtp start(Security security) {
        return SecureSmtp.start(security, keys, USER, PASSWORD);
    }

    private static TestSmtp known(SecureSmtp server, Security security) {
        return TestSmtp.at(server.port())
                .named("localhost")
                .secured(security)
                .as(USER, "file:password")
                .trusting("file:server.pem");
    }

    private static Handover send(SmtpConfig config) {
        var secrets = new Secrets(Optional.of(directory), Map.of());
        return new SmtpServer(config, secrets).handOver(MAIL, "a@example.org", "b@example.org");
    }

    private static Deferred deferred(Handover outcome) {
        return assertThat(outcome).asInstanceOf(type(Deferred.class)).actual();
    }
}
