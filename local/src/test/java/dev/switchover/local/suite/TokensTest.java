package dev.switchover.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    /** Of all: a key is sought for seconds. */
    @TempDir
    static Path root;

    @Test
    void eachPersonHasASignedTokenWithNameAndRoles() throws Exception {
        var home = Home.of(root);
        var keys = new Secrets(home).keyPair();

        var token = Tokens.renew(home, keys, Clock.systemUTC()).of("operator").split("\\.", -1);

        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(keys.getPublic());
        verifier.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(verifier.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
        var claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token[1]));
        assertThat(claims.path("upn").asText()).isEqualTo("olga");
        assertThat(claims.path("groups").toString()).contains("operator", "viewer");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(30L * 24 * 3600);
    }

    @Test
    void theKeyStaysTheSame() {
        var home = Home.of(root);

        assertThat(new Secrets(home).keyPair().getPublic())
                .isEqualTo(new Secrets(home).keyPair().getPublic());
    }
}
