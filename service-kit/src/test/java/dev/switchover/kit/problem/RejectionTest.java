package dev.switchover.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Gates;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    @Test
    void saysFieldRuleValueAndRemedyAsJson() {
        var rejection = Rejection.invalid("empty-node-list", "A registering trunk needs exactly one node.")
                .at("nodes", "exactly one", List.of())
                .remedy("Name the node on which the trunk registers.")
                .with("trunk", "north-1");
        assertThat(json.<com.fasterxml.jackson.databind.JsonNode>valueToTree(Problem.of(rejection)))
                .hasToString("""
                        {"type":"/problems/empty-node-list","title":"empty node list","status":422,\
                        "detail":"A registering trunk needs exactly one node.",\
                        "remedy":"Name the node on which the trunk registers.",\
                        "errors":[{"field":"nodes","rule":"exactly one","value":"[]","remedy":"exactly one"}],\
                        "trunk":"north-1"}""");
    }

    @Test
    void leavesOutWhatThereIsNot() {
        var problem = Problem.of(Rejection.notFound("thing-unheard-of", "No thing b."));
        assertThat(json.<com.fasterxml.jackson.databind.JsonNode>valueToTree(problem))
                .hasToString("""
                        {"type":"/problems/thing-unheard-of","title":"thing unheard of","status":404,"detail":"No thing b."}""");
    }

    @Test
    void saysWhatTheCatalogueSaysToDoUnlessItKnowsBetter() {
        var refusal = Rejection.conflict("node-removed", "Node b was removed.");
        assertThat(Problem.of(refusal).remedy()).isEqualTo("Name a node that is in service.");
        assertThat(Problem.of(refusal.remedy("Name node c.")).remedy()).isEqualTo("Name node c.");
    }

    @Test
    void writesAmountsAsPeopleDo() {
        var refusal = Rejection.conflict("exists-with-other-content", "It exists.")
                .differs("amount", new BigDecimal("2E+2"), new BigDecimal("3E+2"))
                .differs("rate", new BigDecimal("0.0000001"), null);
        assertThat(refusal.offences())
                .containsExactly(
                        new Offence("amount", "as stored", "300", "Stored is: 200"),
                        new Offence("rate", "as stored", null, "Stored is: 0.0000001"));
    }

    @Test
    void namesTheFieldsThatDiffer() {
        var refusal = Rejection.conflict("exists-with-other-content", "It exists.")
                .differs("name", "north", "south")
                .differs("party", "p", "p")
                .differs("registrar", null, "sip.example.org");
        assertThat(refusal.offences())
                .containsExactly(
                        new Offence("name", "as stored", "south", "Stored is: north"),
                        new Offence("registrar", "as stored", "sip.example.org", "Stored is: nothing"));
    }

    @Test
    void cutsLongValuesAndControlCharacters() {
        var value = new Offence("id", "short", "\u0000".repeat(10_000), "shorten").value();
        assertThat(value).hasSize(100).startsWith("\uFFFD\uFFFD").endsWith("…");
    }

    @Test
    void listsTheGatesThatRefuseOnly() {
        var pass = Gate.pass("reserve-routes", "2 of 2", "all", NOW);
        var fail = Gate.fail("customers-moved", "1 left", "0 left", NOW, "Move it.");
        assertThatThrownBy(() -> Rejection.unlessAllPass(Gates.of(pass, fail)))
                .isInstanceOfSatisfying(Rejection.class, refusal -> {
                    assertThat(refusal.problem()).isEqualTo("gates-refuse");
                    assertThat(refusal.kind()).isEqualTo(Rejection.Kind.CONFLICT);
                    assertThat(refusal.members()).containsEntry("gates", List.of(fail));
                })
                .hasMessage("Refused by customers-moved.");
        assertThatCode(() -> Rejection.unlessAllPass(Gates.of(pass))).doesNotThrowAnyException();
    }
}
