package dev.switchover.resilience.roles.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.roles.RolesConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SafeRolesTest {

    private static final String CERTIFICATE = "switchover.roles.tls.certificate";
    private static final String KEY = "switchover.roles.tls.key";

    @Test
    void productionNeedsACertificate() {
        assertThat(SafeRoles.dangers(settings(Map.of()), false))
                .singleElement()
                .asString()
                .contains(CERTIFICATE);
        assertThat(SafeRoles.dangers(settings(Map.of(CERTIFICATE, "c.pem", KEY, "c.key")), false))
                .isEmpty();
    }

    @Test
    void aLocalInstallationDoesNot() {
        assertThat(SafeRoles.dangers(settings(Map.of()), true)).isEmpty();
    }

    @Test
    void halfACertificateIsNone() {
        assertThat(SafeRoles.dangers(settings(Map.of(CERTIFICATE, "c.pem")), true))
                .hasSize(1);
        assertThat(SafeRoles.dangers(settings(Map.of(KEY, "c.key")), false)).hasSize(1);
    }

    private static RolesConfig settings(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(RolesConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(RolesConfig.class);
    }
}
