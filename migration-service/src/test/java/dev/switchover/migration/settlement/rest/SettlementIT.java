package dev.switchover.migration.settlement.rest;

import static dev.switchover.migration.Api.operator;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.migration.Api;
import dev.switchover.migration.customer.domain.CustomerCommand.AddCustomer;
import dev.switchover.migration.customer.domain.CustomerCommand.AnnounceMove;
import dev.switchover.migration.customer.domain.CustomerCommand.ConfirmMove;
import dev.switchover.migration.customer.domain.CustomerCommand.RevertMove;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.Proof;
import dev.switchover.migration.customer.domain.ReachedBy;
import dev.switchover.migration.settlement.domain.InvoiceCommand.RecordPayment;
import dev.switchover.migration.settlement.domain.InvoiceId;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SettlementIT {

    private final Commands commands;
    private final CustomerId acme = new CustomerId("acme-" + UUID.randomUUID());
    private final String invoice = "i-" + UUID.randomUUID();
    private String cluster = "";

    SettlementIT(Commands commands) {
        this.commands = commands;
    }

    /** On a from the first of January to the 31st, Paris time: moved on the 30th, a day to drain. */
    @BeforeEach
    void aCustomerWhoMoved() {
        cluster = Api.cluster(commands);
        commands.send(new AddCustomer(
                acme,
                "acme-ltd",
                ReachedBy.IP,
                null,
                cluster,
                "a",
                Instant.parse("2025-12-31T23:00:00Z"),
                ZoneId.of("Europe/Paris")));
        move();
    }

    /** Entered before days were checked; the invoices after it are shown, too. */
    @Test
    void aPaymentOfADayThatPostgresqlCannotReadDoesNotStopTheView() {
        issue("2026-01-01", "2026-01-31").statusCode(201);
        commands.send(new RecordPayment(new InvoiceId(invoice), LocalDate.of(-44, 3, 15), Instant.now()));
        Eventually.holds(() -> operator()
                .get("/invoices/" + invoice)
                .body("state", equalTo("PAID"))
                .body("paidOn", equalTo("0001-01-01")));
    }

    @Test
    void aForgedCursorIsRefused() {
        for (var forged :
                List.of("acme -300000-01-01T00:00:00Z", "acme +300000-01-01T00:00:00Z", "acme soon", "acme")) {
            var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(UTF_8));
            operator()
                    .get("/clusters/" + cluster + "/nodes/a/settlement/unsettled?after=c" + cursor)
                    .statusCode(400)
                    .body("errors[0].field", equalTo("after"));
        }
    }

    @Test
    void daysNobodyBilledAreUnknown() {
        assertThat(gate().<String>path("verdict")).isEqualTo("UNKNOWN");
        assertThat(unsettled().<String>path("[0].uncovered[0].from")).isEqualTo("2026-01-01");
        assertThat(unsettled().<String>path("[0].uncovered[0].to")).isEqualTo("2026-01-31");
    }

    @Test
    void anInvoiceIsOwedUntilPaid() {
        issue("2026-01-01", "2026-01-31").statusCode(201);
        issue("2026-01-01", "2026-01-31").statusCode(200);
        issue("2026-01-01", "2026-01-30").statusCode(409);
        assertThat(gate().<String>path("verdict")).isEqualTo("FAIL");
        assertThat(unsettled().<List<?>>path("[0].owed")).isEqualTo(List.of(invoice));

        act("dispute", "too many minutes").statusCode(204);
        assertThat(gate().<String>path("verdict")).isEqualTo("FAIL");
        operator()
                .contentType("application/json")
                .post("/invoices/" + invoice + "/paid")
                .statusCode(204);

        assertThat(gate().<String>path("verdict")).isEqualTo("PASS");
        assertThat(unsettled().<List<?>>path("$")).isEmpty();
        operator().get("/invoices/" + invoice).body("state", equalTo("PAID"));
        act("dispute", "late").statusCode(409).body("type", equalTo("/problems/invoice-not-owed"));
    }

    @Test
    void oneDayShortIsNotSettled() {
        issue("2026-01-01", "2026-01-30").statusCode(201);
        operator()
                .contentType("application/json")
                .post("/invoices/" + invoice + "/paid")
                .statusCode(204);

        assertThat(gate().<String>path("verdict")).isEqualTo("UNKNOWN");
        assertThat(unsettled().<String>path("[0].uncovered[0].from")).isEqualTo("2026-01-31");
    }

    @Test
    void anApproverWritesOff() {
        issue("2026-01-01", "2026-01-31").statusCode(201);
        act("write-off", "insolvent").statusCode(403);
        Api.as(Tokens.approver())
                .contentType("application/json")
                .body(Map.of("reason", "insolvent"))
                .post("/invoices/" + invoice + "/write-off")
                .statusCode(204);

        assertThat(gate().<String>path("verdict")).isEqualTo("PASS");
    }

    @Test
    void whoGoesBackIsStillThere() {
        commands.send(new RevertMove(acme, "m-" + cluster, "one-way audio", Instant.parse("2026-01-30T12:00:00Z")));

        assertThat(gate().<String>path("verdict")).isEqualTo("UNKNOWN");
        assertThat(gate().<String>path("measured")).contains("0 are not covered, 1 are still there");

        move();
        assertThat(gate().<String>path("measured")).contains("1 are not covered, 0 are still there");
    }

    @Test
    void invoicesComeAsAFile() {
        var csv = "invoice,customer,from,to,terms,amount,currency,paid_on\n"
                + invoice + "," + acme.value() + ",2026-01-01,2026-01-15,,10.50,EUR,2026-02-01\n"
                + invoice + "-2," + acme.value() + ",2026-01-16,2026-01-31,prepaid,,,\n"
                + invoice + "-3," + acme.value() + ",2026-01-31,2026-01-01,,1,EUR,\n"
                + invoice + "-4,nobody-at-all,2026-01-01,2026-01-31,,1,EUR,\n"
                + invoice + "-5," + acme.value() + ",2026-01-01,2026-01-31,,-1,EUR,\n";

        var done = Api.imported("/invoices/import", csv);

        assertThat(done.<Integer>path("appended")).isEqualTo(2);
        assertThat(done.<Integer>path("refused")).isEqualTo(3);
        assertThat(gate().<String>path("verdict")).isEqualTo("PASS");
        assertThat(Api.imported("/invoices/import", csv).<Integer>path("skipped"))
                .isEqualTo(2);
    }

    /** As for a single one: what was said first stands. */
    @Test
    void anotherDayOfPaymentIsRefused() {
        var row = invoice + "," + acme.value() + ",2026-01-01,2026-01-15,10.50,EUR,";
        var header = "invoice,customer,from,to,amount,currency,paid_on\n";
        assertThat(Api.imported("/invoices/import", header + row + "2026-02-01\n")
                        .<Integer>path("appended"))
                .isEqualTo(1);

        var done = Api.imported("/invoices/import", header + row + "2026-02-02\n");

        assertThat(done.<Integer>path("refused")).isEqualTo(1);
        assertThat(findings(done, "field")).isEqualTo(List.of("paid_on"));
        assertThat(findings(done, "rule")).isEqualTo(List.of("already-said-otherwise"));
        assertThat(findings(done, "value")).isEqualTo(List.of("2026-02-02"));
        for (var same : List.of("2026-02-01", "")) {
            assertThat(Api.imported("/invoices/import", header + row + same + "\n")
                            .<Integer>path("skipped"))
                    .isEqualTo(1);
        }
    }

    /** As for a single one: nobody owes it any more. */
    @Test
    void aPaymentOfWhatWasWrittenOffIsRefused() {
        var row = invoice + "," + acme.value() + ",2026-01-01,2026-01-31,10.50,EUR,";
        var header = "invoice,customer,from,to,amount,currency,paid_on\n";
        Api.imported("/invoices/import", header + row + "\n");
        Api.as(Tokens.approver())
                .contentType("application/json")
                .body(Map.of("reason", "insolvent"))
                .post("/invoices/" + invoice + "/write-off")
                .statusCode(204);
        act("paid", Map.of("paidOn", "2026-02-01")).statusCode(409).body("type", equalTo("/problems/invoice-not-owed"));

        var done = Api.imported("/invoices/import", header + row + "2026-02-01\n");

        assertThat(done.<Integer>path("refused")).isEqualTo(1);
        assertThat(findings(done, "field")).isEqualTo(List.of("paid_on"));
        assertThat(findings(done, "rule")).isEqualTo(List.of("invoice-not-owed"));
        assertThat(findings(done, "value")).isEqualTo(List.of("2026-02-01"));
        operator().get("/invoices/" + invoice).body("state", equalTo("WRITTEN_OFF"));
        assertThat(Api.imported("/invoices/import", header + row + "\n").<Integer>path("skipped"))
                .isEqualTo(1);
    }

    /** Views and claims cannot keep every year that Java knows. */
    @Test
    void impossibleYearsAreRefused() {
        issue("2026-01-01", "+99999-12-31").statusCode(400).body("errors[0].field", equalTo("to"));
        issue("2026-01-01", "2026-01-31").statusCode(201);
        act("correct", Map.of("to", "+99999-12-31", "reason", "typo"))
                .statusCode(400)
                .body("errors[0].rule", equalTo("year"));
        act("paid", Map.of("paidOn", "-0044-03-15")).statusCode(400).body("errors[0].field", equalTo("paidOn"));

        var done = Api.imported(
                "/invoices/import",
                "invoice,customer,from,to,amount,currency,paid_on\n" + invoice + "-2," + acme.value()
                        + ",1899-12-31,2026-01-15,1,EUR,0044-03-15\n");
        assertThat(done.<Integer>path("refused")).isEqualTo(1);
        assertThat(findings(done, "field")).isEqualTo(List.of("from", "paid_on"));
        assertThat(findings(done, "remedy").getFirst()).contains("in the years 1900 to 9999");
    }

    @Test
    void noPaymentLiesAheadHoweverItIsSaid() {
        issue("2026-01-01", "2026-01-31").statusCode(201);
        act("paid", Map.of("paidOn", "2999-01-01"))
                .statusCode(422)
                .body("type", equalTo("/problems/paid-in-future"))
                .body("errors[0].field", equalTo("paidOn"));

        var done = Api.imported(
                "/invoices/import",
                "invoice,customer,from,to,amount,currency,paid_on\n"
                        + invoice + "," + acme.value() + ",2026-01-01,2026-01-31,100.50,EUR,2999-01-01\n"
                        + invoice + "-2," + acme.value() + ",2026-01-01,2026-01-31,1,EUR,2999-01-01\n");

        assertThat(done.<Integer>path("refused")).isEqualTo(2);
        assertThat(findings(done, "field")).isEqualTo(List.of("paid_on"));
        assertThat(findings(done, "rule")).isEqualTo(List.of("paid-in-future"));
        assertThat(gate().<String>path("verdict")).isEqualTo("FAIL");
    }

    @Test
    void refusesWhatCannotBe() {
        issue("2026-01-31", "2026-01-01").statusCode(422).body("type", equalTo("/problems/dates-reversed"));
        operator()
                .contentType("application/json")
                .post("/invoices/nothing/paid")
                .statusCode(404)
                .body("type", equalTo("/problems/invoice-not-found"));
        operator().get("/invoices/nothing").statusCode(404);
        for (var nowhere : List.of(cluster + "/nodes/x", "nowhere/nodes/a")) {
            for (var what : List.of("/settlement", "/settlement/unsettled")) {
                operator()
                        .get("/clusters/" + nowhere + what)
                        .statusCode(404)
                        .body("type", equalTo("/problems/node-not-found"));
            }
        }
    }

    private void move() {
        commands.send(new AnnounceMove(
                acme,
                "m-" + cluster,
                "one",
                "a",
                "192.0.2.0",
                "b",
                "192.0.2.1",
                Instant.parse("2026-02-01T00:00:00Z")));
        commands.send(new ConfirmMove(
                acme,
                "m-" + cluster,
                Proof.ATTESTED,
                "call",
                Instant.parse("2026-01-30T10:00:00Z"),
                Duration.ofDays(1)));
    }

    private Answer gate() {
        return operator().get("/clusters/" + cluster + "/nodes/a/settlement");
    }

    private Answer unsettled() {
        return operator().get("/clusters/" + cluster + "/nodes/a/settlement/unsettled");
    }

    private Answer issue(String from, String to) {
        return operator()
                .contentType("application/json")
                .body(Map.of(
                        "id",
                        invoice,
                        "customer",
                        acme.value(),
                        "from",
                        from,
                        "to",
                        to,
                        "amount",
                        "100.50",
                        "currency",
                        "EUR"))
                .post("/invoices");
    }

    private static List<String> findings(Answer done, String what) {
        return operator().get("/imports/" + done.<String>path("id") + "/report").path("[0].findings." + what);
    }

    private Answer act(String what, String reason) {
        return act(what, Map.of("reason", reason));
    }

    private Answer act(String what, Map<String, String> body) {
        return operator().contentType("application/json").body(body).post("/invoices/" + invoice + "/" + what);
    }
}
