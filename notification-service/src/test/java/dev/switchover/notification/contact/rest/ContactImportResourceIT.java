package dev.switchover.notification.contact.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.notification.Servers;
import dev.switchover.notification.contact.claims.ContactTable;
import dev.switchover.notification.contact.domain.Party;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class ContactImportResourceIT {

    private final String prefix = "p-" + UUID.randomUUID();
    private final ContactTable contacts;

    ContactImportResourceIT(ContactTable contacts) {
        this.contacts = contacts;
    }

    @Test
    void aFileBecomesContacts() {
        var file = IntStream.range(0, 1200)
                .mapToObj(i -> "%s-%d,a@%s-%d.example,ru\n".formatted(prefix, i, prefix, i))
                .collect(Collectors.joining("", "party,email,language\n", ""));

        var answer = as("integrator").body(file).post("/contacts/import");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.<Integer>path("parties")).isEqualTo(1200);
        Eventually.holds(Duration.ofSeconds(60), () -> as("integrator")
                .get(answer.header("Location"))
                .statusCode(200)
                .body("state", equalTo("ENDED"))
                .body("outcome", equalTo("SUCCEEDED"))
                .body("done", equalTo(1200)));
        assertThat(contacts.find(new Party(prefix + "-1199"))).isPresent();
    }

    @Test
    void rowsThatCannotBeTakenAreReportedAndTheOthersGoOn() {
        var answer = as("operator")
                .header("Switchover-Reason", "new tenants")
                .header("Switchover-Ticket", "T-78")
                .body("party,email\n%s,a@b.example\nX,nobody\n".formatted(prefix))
                .post("/contacts/import");

        answer.statusCode(202)
                .body("rows", equalTo(2))
                .body("refusedRows", equalTo(1))
                .body("refused[0].line", equalTo(3));
        ends(answer.header("Location"), "INCOMPLETE");
        as("operator")
                .get(answer.header("Location"))
                .body("reason", equalTo("new tenants"))
                .body("ticket", equalTo("T-78"));
        assertThat(contacts.find(new Party(prefix))).isPresent();
    }

    @Test
    void everyRefusedRowIsInTheReport() {
        var file = IntStream.range(0, 1500)
                .mapToObj(i -> "X,nobody-%d\n".formatted(i))
                .collect(Collectors.joining("", "party,email\n", ""));

        var answer = as("operator").body(file).post("/contacts/import");

        answer.statusCode(202)
                .body("refusedRows", equalTo(1500))
                .body("reasons", equalTo(1500))
                .body("refused.size()", equalTo(1000));
        var report = answer.<String>path("report");
        assertThat(answer.header("Link")).isEqualTo("<" + report + ">; rel=\"describedby\"");
        var first = as("viewer").queryParam("limit", 1000).get(report);
        first.statusCode(200).body("[0].line", equalTo(2)).body("[999].line", equalTo(1001));
        var next = first.header("Link").replaceAll("<([^>]*)>.*", "$1");
        as("viewer")
                .get(next)
                .body("size()", equalTo(500))
                .body("[499].line", equalTo(1501))
                .body("[499].field", equalTo("party"))
                .body("[499].remedy", containsString("id"));
        ends(answer.header("Location"), "REJECTED");
    }

    @Test
    void thereIsNoReportOfAnImportThatIsNone() {
        as("viewer")
                .get("/contacts/import/contact-import-none/report")
                .statusCode(404)
                .body("type", equalTo("/problems/import-not-found"));
    }

    @Test
    void aMisspeltFlagTakesNothingIn() {
        as("operator")
                .body("party,email\n%s,a@b.example\n".formatted(prefix))
                .post("/contacts/import?allornothing=true")
                .statusCode(400)
                .body("errors[0].field", equalTo("allornothing"))
                .body("errors[0].remedy", equalTo("Known here: allOrNothing"));
        assertThat(contacts.find(new Party(prefix))).isEmpty();
    }

    @Test
    void aFileOfWhichNoRowCanBeTakenIsRejected() {
        var answer = as("operator").body("party,email\nX,nobody\n").post("/contacts/import");

        answer.statusCode(202).body("parties", equalTo(0)).body("refusedRows", equalTo(1));
        ends(answer.header("Location"), "REJECTED");
    }

    /** To somebody who asked for it by name, and with a letter to the operators. */
    private static void ends(String operation, String outcome) {
        Eventually.holds(() -> as("operator")
                .get(operation)
                .statusCode(200)
                .body("outcome", equalTo(outcome))
                .body("requestedBy", equalTo("otto")));
        var id = operation.substring(operation.lastIndexOf('/') + 1);
        Eventually.holds(() -> as("operator")
                .queryParam("party", "operators")
                .queryParam("limit", 1000)
                .get("/notifications")
                .body("find { it.about == '%s' }.template".formatted(id), equalTo("OperationEnded")));
    }

    @Test
    void anUnclearRequestForAllOrNothingIsRefused() {
        as("operator")
                .queryParam("allOrNothing", "maybe")
                .body("party,email\n%s,a@b.example\n".formatted(prefix))
                .post("/contacts/import")
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors[0].field", equalTo("allOrNothing"))
                .body("errors[0].value", equalTo("maybe"));
        assertThat(contacts.find(new Party(prefix))).isEmpty();
    }

    @Test
    void onRequestOneBadRowRefusesTheFile() {
        as("operator")
                .queryParam("allOrNothing", true)
                .body("party,email\n%s,a@b.example\nX,nobody\n".formatted(prefix))
                .post("/contacts/import")
                .statusCode(422)
                .body("type", containsString("import-refused"))
                .body("refused[0].line", equalTo(3));
        assertThat(contacts.find(new Party(prefix))).isEmpty();
    }

    @Test
    void whatIsNoSuchFileIsRefused() {
        as("operator")
                .body("hello")
                .post("/contacts/import")
                .statusCode(422)
                .body("type", containsString("file-empty"));
        as("operator")
                .contentType("application/json")
                .body("{}")
                .post("/contacts/import")
                .statusCode(415);
    }

    @Test
    void viewersBringNothingIn() {
        as("viewer").body("party,email\n").post("/contacts/import").statusCode(403);
    }

    private static Request as(String role) {
        return Request.ofNobody()
                .header("Authorization", "Bearer " + Tokens.of("otto", role))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("text/csv");
    }
}
