package dev.switchover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchover.embedded.Waiting;
import dev.switchover.local.demo.Answer;
import dev.switchover.local.demo.Api;
import dev.switchover.local.suite.Tokens;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A service that is stopped in good order at work goes on where it was, and nobody is forgotten. */
class RestartIT {

    private static final int CUSTOMERS = 20_000;
    private static final Duration TO_END = Duration.ofMinutes(3);

    private final Running suite = Running.suite();
    private final Api operator = new Api(suite.record().address("migration"), Tokens.of(suite.home()), "operator");

    @Test
    void whoWasImportedMeanwhileIsCounted() {
        done(operator.post(
                "/clusters", "{\"id\": \"restart\", \"node\": {\"id\": \"a\", \"address\": \"192.0.2.10\"}}"));
        done(operator.post("/clusters/restart/nodes", "{\"id\": \"b\", \"address\": \"198.51.100.20\"}"));
        var operation = Objects.requireNonNull(
                done(operator.upload("/customers/import", csv())).location());
        assertThat(Waiting.upTo(TO_END)
                        .until(() -> operation(operation).path("done").asInt() > 0))
                .isTrue();

        suite.hold("migration");
        suite.release("migration");

        assertThat(Waiting.upTo(TO_END)
                        .until(() -> operation(operation).path("state").asText().equals("ENDED")))
                .isTrue();
        assertThat(operation(operation).path("outcome").asText()).isEqualTo("SUCCEEDED");
        done(operator.post("/migrations", """
                {"id": "restart", "cluster": "restart", "source": "a", "target": "b", "reason": "new hoster",
                 "hosterContractEnd": "2099-01-01"}"""));
        done(operator.post("/migrations/restart/waves", "{\"id\": \"all\", \"allRemaining\": true}"));
        var wave = "/migrations/restart/waves";
        assertThat(Waiting.upTo(TO_END)
                        .until(() ->
                                !operator.get(wave).body().findPath("members").isMissingNode()))
                .isTrue();
        assertThat(operator.get(wave).body().findPath("members").asInt()).isEqualTo(CUSTOMERS);
    }

    private JsonNode operation(String location) {
        return done(operator.get(location)).body();
    }

    private static Answer done(Answer answer) {
        assertThat(answer.succeeded())
                .as(answer.request() + " " + answer.reason())
                .isTrue();
        return answer;
    }

    private static String csv() {
        return IntStream.range(0, CUSTOMERS)
                .mapToObj("restart-%1$d,restart-%1$d,ip,restart,a"::formatted)
                .collect(Collectors.joining("\n", "customer,party,reached_by,cluster,node\n", "\n"));
    }
}
