package dev.switchover.notification.letter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.notification.Servers;
import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.letter.claims.Announce;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.mail.Letter.NewAddress;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class NotificationResourceIT {

    private final Party party = new Party("p-" + UUID.randomUUID());
    private final Commands commands;

    NotificationResourceIT(Commands commands) {
        this.commands = commands;
    }

    @Test
    void listsAPartysNotificationsByState() {
        announce();
        announce();

        as("viewer")
                .queryParam("party", party.value())
                .queryParam("state", "NO_CONTACT")
                .get("/notifications")
                .statusCode(200)
                .body("$", hasSize(2))
                .body("template", everyItem(equalTo("NewAddress")));
        as("viewer")
                .queryParam("party", party.value())
                .queryParam("state", "ACCEPTED")
                .get("/notifications")
                .body("$", hasSize(0));
    }

    @Test
    void goesThroughThemPageByPage() {
        announce();
        announce();
        announce();

        var first = as("viewer")
                .queryParam("party", party.value())
                .queryParam("limit", 2)
                .get("/notifications");
        assertThat(first.<List<?>>path("$")).hasSize(2);
        var next = first.header("Link").replaceAll(".*<([^>]+)>.*", "$1");
        var second = as("viewer").get(next);

        assertThat(second.<List<?>>path("$")).hasSize(1);
        assertThat(second.header("Link")).isNull();
    }

    @Test
    void showsOne() {
        var id = announce();

        as("operator")
                .get("/notifications/" + id.value())
                .statusCode(200)
                .body("state", equalTo("NO_CONTACT"))
                .body("about", equalTo("customer/acme"));
    }

    @Test
    void cancelsOne() {
        var id = announce();

        as("operator")
                .body("{\"reason\":\"Told by phone.\"}")
                .post("/notifications/" + id.value() + "/cancel")
                .statusCode(204);

        Eventually.holds(() -> as("operator")
                .get("/notifications/" + id.value())
                .body("state", equalTo("CANCELLED"))
                .body("detail", equalTo("Told by phone.")));
        as("operator")
                .body("{}")
                .post("/notifications/" + id.value() + "/retry")
                .statusCode(409)
                .body("type", containsString("notification-in-wrong-state"));
    }

    @Test
    void whatNobodyCanReceiveIsNotRetried() {
        var id = announce();

        as("operator")
                .body("{}")
                .post("/notifications/" + id.value() + "/retry")
                .statusCode(409)
                .body("state", equalTo("NO_CONTACT"));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        as("operator").get("/notifications/nothing").statusCode(404);
        as("operator").body("{}").post("/notifications/nothing/retry").statusCode(404);
        as("operator")
                .body("{\"reason\":\"x\"}")
                .post("/notifications/nothing/cancel")
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/notifications?party=A%20B", "/notifications?state=lost", "/notifications?limit=1e9"})
    void aListOfNothingSensibleIsRefused(String path) {
        as("viewer").get(path).statusCode(400).body("type", containsString("invalid-request"));
    }

    @Test
    void anAbsurdIdIsRefused() {
        var id = "x".repeat(10_000);
        as("operator").get("/notifications/" + id).statusCode(400);
        as("operator").body("{}").post("/notifications/" + id + "/retry").statusCode(400);
        as("viewer").queryParam("party", id).get("/notifications").statusCode(400);
    }

    @Test
    void withoutAReasonNothingIsCancelled() {
        var id = announce();
        for (var body : new String[] {"{}", "{\"reason\":\" \"}", "{\"reason\":\"" + "r".repeat(501) + "\"}", "[]"}) {
            as("operator")
                    .body(body)
                    .post("/notifications/" + id.value() + "/cancel")
                    .statusCode(400);
        }
        as("operator").get("/notifications/" + id.value()).body("state", equalTo("NO_CONTACT"));
    }

    @Test
    void anUnknownStateIsRefused() {
        as("viewer")
                .queryParam("state", "LOST")
                .get("/notifications")
                .statusCode(400)
                .body("type", containsString("invalid-request"));
    }

    @Test
    void onlyOperatorsMayChangeAnything() {
        var id = announce();

        as("viewer").body("{}").post("/notifications/" + id.value() + "/retry").statusCode(403);
        as("approver")
                .body("{\"reason\":\"x\"}")
                .post("/notifications/" + id.value() + "/cancel")
                .statusCode(403);
    }

    private NotificationId announce() {
        var notice = UUID.randomUUID().toString();
        var letter = new NewAddress("acme", "192.0.2.10", "198.51.100.20", Instant.parse("2026-03-09T16:00:00Z"));
        commands.send(new Announce(notice, "customer/acme", party, letter));
        var id = NotificationId.of(notice, party.value(), 0);
        Eventually.holds(
                () -> as("operator").get("/notifications/" + id.value()).statusCode(200));
        return id;
    }

    private static Request as(String role) {
        return Request.ofNobody()
                .header("Authorization", "Bearer " + Tokens.of("otto", role))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }
}
