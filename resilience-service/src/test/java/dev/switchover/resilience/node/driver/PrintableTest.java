package dev.switchover.resilience.node.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

    @ParameterizedTest
    @CsvSource({
        "password=hush, password=***",
        "db_password: hush and more, db_password: *** and more",
        "Authorization: Bearer abc.def, Authorization: Bearer ***",
        "postgres://u:hush@host/db, postgres://u:***@host/db",
        "'{\"secret\":\"hu sh\",\"a\":1}', '{\"secret\":***,\"a\":1}'",
        "nothing to hide, nothing to hide",
    })
    void secretsAreMasked(String raw, String shown) {
        assertThat(Printable.of(raw, List.of())).isEqualTo(shown);
    }

    @Test
    void theSecretsOfTheAttemptAreMaskedWhereverTheyStand() {
        assertThat(Printable.of("echo s3cret!", List.of("s3cret"))).isEqualTo("echo ***!");
    }

    @Test
    void aPrivateKeyIsMaskedEvenIfCutShort() {
        assertThat(Printable.of("key -----BEGIN OPENSSH PRIVATE KEY-----\nabc\ndef", List.of()))
                .isEqualTo("key ***");
    }

    @Test
    void whatNoDatabaseTakesIsReplaced() {
        assertThat(Printable.of("a\u0000b\u001b[31mc\r\nd\te", List.of())).isEqualTo("a\uFFFDb\uFFFD[31mc\nd\te");
    }

    @Test
    void aFloodIsCut() {
        assertThat(Printable.of("x".repeat(100_000), List.of()))
                .hasSizeLessThan(8 * 1024 + 10)
                .endsWith("cut");
    }
}
