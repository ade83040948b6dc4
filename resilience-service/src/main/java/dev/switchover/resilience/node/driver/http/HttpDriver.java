package dev.switchover.resilience.node.driver.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.security.Secrets;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.driver.Attempt;
import dev.switchover.resilience.node.driver.NodeDriver;
import dev.switchover.resilience.node.driver.Parameters;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Carries out actions by a signed webhook: the node's own agent, or a machine that manages it. */
@Singleton
public class HttpDriver implements NodeDriver<Access.Http> {

    /** By which a gateway says that it did not reach the webhook; a webhook that answers so says more. */
    private static final Set<Integer> GATEWAYS = Set.of(502, 503, 504);

    private final HttpClient client;
    private final Orders orders;
    private final Secrets secrets;
    private final ObjectMapper json;
    private final Clock clock;

    @Inject
    HttpDriver(Trust trust, Secrets secrets, ObjectMapper json, Clock clock) {
        this.client = trust.client();
        this.orders = new Orders(json, clock);
        this.secrets = secrets;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Class<Access.Http> access() {
        return Access.Http.class;
    }

    @Override
    public ActionReport carryOut(Access.Http access, ActionOrder order) {
        Parameters.check(order);
        var secret = Optional.ofNullable(access.secretRef()).map(secrets::read);
        var attempt = Attempt.begin(clock, order, secret.stream().toList());
        var answer = client.sendAsync(orders.request(access, order, secret), head -> new BoundedBody());
        try {
            return report(attempt, answer.get(attempt.left().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return attempt.unanswered("There was no answer in time."); // also where a kept connection leads to nobody
        } catch (ExecutionException e) {
            return Failures.report(attempt, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return attempt.inDoubt("We were stopped while the node was being asked.");
        }
    }

    private ActionReport report(Attempt attempt, HttpResponse<Optional<String>> response) {
        var body = response.body().orElse("(too long)");
        if (GATEWAYS.contains(response.statusCode()) && !isOfAWebhook(body)) {
            return attempt.answeredForIt(
                    "A gateway answered %d in place of the webhook: %s".formatted(response.statusCode(), body));
        }
        return switch (response.statusCode() / 100) {
            case 2 -> answered(attempt, body);
            case 3, 4 -> attempt.rejected("The webhook answered %d: %s".formatted(response.statusCode(), body));
            default -> attempt.inDoubt("The webhook answered %d: %s".formatted(response.statusCode(), body));
        };
    }

    private ActionReport answered(Attempt attempt, String body) {
        try {
            var answer = json.readValue(body, NodeAnswer.class);
            if (answer != null && answer.exitCode() != null) {
                var output = answer.output() == null ? "" : answer.output();
                return attempt.answered(answer.exitCode(), output, answer.read());
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        return attempt.inDoubt("The answer was not understood: " + body);
    }

    /** Whether it says what no gateway does, however well. */
    private boolean isOfAWebhook(String body) {
        try {
            var answer = json.readTree(body);
            return answer.has("exitCode") || answer.has("output");
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
