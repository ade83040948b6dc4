package dev.switchover.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("smtp"), "hush\n");
    }

    @ParameterizedTest
    @CsvSource({"env:PASSWORD, from-env", "file:smtp, hush"})
    void secretsAreFoundByReference(String reference, String secret) {
        assertThat(secrets().read(reference)).isEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource({"env:OTHER", "file:absent"})
    void oneThatIsNotThereIsNamed(String reference) {
        assertThatThrownBy(() -> secrets().read(reference)).hasMessageContaining(reference);
    }

    @ParameterizedTest
    @CsvSource({"file:../etc/passwd", "file:.hidden", "file:/etc/passwd", "env:A=B"})
    void noNameLeadsElsewhere(String reference) {
        assertThatThrownBy(() -> secrets().read(reference))
                .hasMessageContaining("env:NAME")
                .hasMessageNotContaining(reference);
    }

    @Test
    void aPlainSecretIsNoReference() {
        assertThatThrownBy(() -> secrets().read("plain-password")).hasMessageContaining("env:NAME");
    }

    private Secrets secrets() {
        return new Secrets(Optional.of(directory), Map.of("PASSWORD", "from-env"));
    }
}
