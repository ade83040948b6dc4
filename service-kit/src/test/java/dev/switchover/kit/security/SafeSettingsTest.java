package dev.switchover.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeSettingsTest {

    private static final Map<String, String> SAFE = Map.of(
            "quarkus.oidc.auth-server-url", "https://issuer.example/realm",
            "quarkus.oidc.token.audience", "switchover");
    private static final Endpoint GUARDED = endpoint("GET", "/things", Set.of(Roles.VIEWER), false, "application/json");

    private static List<String> dangers(Map<String, String> settings, Endpoint... endpoints) {
        var config = new SmallRyeConfigBuilder().withDefaultValues(settings).build();
        return SafeSettings.dangers(config, List.of(endpoints));
    }

    private static Endpoint endpoint(String method, String path, Set<String> roles, boolean open, String consumes) {
        return new Endpoint(
                method, path, roles, open, consumes, SafeSettingsTest.class.getDeclaredMethods()[0]);
    }

    @Test
    void anIssuerOverHttpsIsSafe() {
        assertThat(dangers(SAFE, GUARDED)).isEmpty();
    }

    @Test
    void aLocalKeyIsForALocalInstallationOnly() {
        var local = Map.of("quarkus.oidc.public-key", "MIIB", "quarkus.oidc.token.audience", "switchover");
        assertThat(dangers(local)).singleElement().asString().contains("switchover.local");
        var declared = new HashMap<>(local);
        declared.put("switchover.local", "true");
        assertThat(dangers(declared)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.oidc.auth-server-url, ''",
        "quarkus.oidc.auth-server-url, http://issuer.example",
        "quarkus.oidc.token.audience, any",
        "quarkus.oidc.tenant-enabled, false",
        "quarkus.security.jaxrs.deny-unannotated-endpoints, false",
        "quarkus.oidc.tls.verification, none",
        "quarkus.http.cors.origins, *",
    })
    void eachDangerousSettingIsNamed(String setting, String value) {
        var settings = new HashMap<>(SAFE);
        settings.put(setting, value);
        assertThat(dangers(settings)).singleElement().asString().contains(setting);
    }

    @Test
    void anEndpointWithoutARoleIsNamed() {
        var forgotten = endpoint("GET", "/forgotten", Set.of(), false, "application/json");
        var open = endpoint("GET", "/open", Set.of(), true, "application/json");
        assertThat(dangers(SAFE, GUARDED, open, forgotten))
                .singleElement()
                .asString()
                .contains("GET /forgotten");
    }
}
