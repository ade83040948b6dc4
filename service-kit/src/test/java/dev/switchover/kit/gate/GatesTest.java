package dev.switchover.kit.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatesTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Gate PASSED = Gate.pass("registrations-moved", "0 left", "0 left", NOW);
    private static final Gate FAILED = Gate.fail("customers-moved", "3 left", "0 left", NOW, "Move them.");
    private static final Gate UNKNOWN = Gate.unknown("dns-ttl-lowered", "300 s", "Measure or attest it.");
    private static final Gate EXCLUSIVE = Gate.fail("registration-exclusive", "2 nodes", "1 node", NOW, "Release one.");

    @Test
    void failedAndUnknownBothRefuse() {
        assertThat(Gates.of(PASSED, FAILED, UNKNOWN).refusing()).containsExactly(FAILED, UNKNOWN);
        assertThat(Gates.of(PASSED).refuse()).isFalse();
    }

    @Test
    void anOverrideSetsAsideWhatItNamesAndNothingElse() {
        var gates = Gates.of(FAILED, UNKNOWN).overriding(Set.of("customers-moved"));
        assertThat(gates.refusing()).containsExactly(UNKNOWN);
        assertThat(gates.all().getFirst().overridden()).isTrue();
        assertThat(gates.all().getFirst().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void someGatesHoldWhoeverSigns() {
        assertThat(Gates.of(EXCLUSIVE).refusing(Set.of("registration-exclusive")))
                .containsExactly(EXCLUSIVE);
        assertThatThrownBy(() -> new Gate(EXCLUSIVE.id(), Verdict.FAIL, "", "", NOW, "", false, true))
                .hasMessageContaining("never be overridden");
    }

    @Test
    void anAttestationLetsTheUnknownPassWhileItIsYoung() {
        var word = new Attestation("dns-ttl-lowered", "zone file of 01:00", "olga", NOW.minus(HOUR));
        assertThat(UNKNOWN.attested(word, HOUR, NOW))
                .returns(Verdict.PASS, Gate::verdict)
                .returns(true, Gate::attested)
                .returns(word.at(), Gate::measuredAt);
        assertThat(UNKNOWN.attested(word, HOUR, NOW.plusSeconds(1)))
                .returns(true, Gate::refuses)
                .extracting(Gate::remedy)
                .asString()
                .contains("older than PT1H", "Measure or attest it.");
    }

    @Test
    void anAttestationDoesNotUndoAMeasurementNorAnotherGate() {
        var word = new Attestation("customers-moved", "I believe so", "olga", NOW);
        assertThat(FAILED.attested(word, HOUR, NOW)).isEqualTo(FAILED);
        assertThat(UNKNOWN.attested(word, HOUR, NOW)).isEqualTo(UNKNOWN);
        assertThat(UNKNOWN.attested(null, HOUR, NOW)).isEqualTo(UNKNOWN);
    }

    @Test
    void gatesSurviveJson() throws Exception {
        var json = new ObjectMapper().registerModule(new JavaTimeModule());
        var gates = Gates.of(PASSED, FAILED.override(), UNKNOWN);
        assertThat(json.readValue(json.writeValueAsString(gates), Gates.class)).isEqualTo(gates);
    }
}
