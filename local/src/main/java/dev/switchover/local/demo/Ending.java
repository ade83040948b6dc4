package dev.switchover.local.demo;

import static dev.switchover.local.demo.Stage.done;
import static dev.switchover.local.demo.Stage.until;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** Steps 6 and 7 of the document: the source leaves the cluster, and may be cancelled when all is settled. */
final class Ending {

    private static final int UNPAID = 7;
    private static final int UNCOVERED = 8;

    private final Stage stage;
    private final Api operator;
    private final Clock clock;

    Ending(Stage stage, Clock clock) {
        this.stage = stage;
        this.operator = stage.people().operator();
        this.clock = clock;
    }

    void play() {
        stage.report().step("6 the removal of A waits for the straggler", this::straggler);
        stage.report().step("a removal is cancelled before the point of no return", this::cancelled);
        stage.report().step("A is removed, management moves to B", this::removal);
        stage.report().step("7 A is given up when all invoices are settled", this::settlement);
        stage.report().step("everybody was written to, once", this::mails);
    }

    private void straggler() {
        var remove = stage.at("/remove-source");
        stage.refused("no removal while one customer is on A", operator.post(remove, "{}"), 409, "customers-moved");
        stage.moved(Moving.STRAGGLER);
        until("the drain time is over", () -> gate("customers-moved").equals("UNKNOWN"));
        stage.refused(
                "nor while nobody knows whether A is still used", operator.post(remove, "{}"), 409, "customers-moved");
        stage.attest("customers-moved", "no new INVITE on a for two days");
    }

    private String gate(String id) {
        return Stage.stream(done(operator.get(stage.at("/gates"))).body())
                .filter(gate -> gate.path("id").asText().equals(id))
                .map(gate -> gate.path("verdict").asText())
                .findFirst()
                .orElseThrow();
    }

    private void cancelled() {
        var operation = done(operator.post(stage.at("/remove-source"), "{}"));
        done(operator.post(stage.at("/removal/cancel"), "{\"reason\": \"a call centre rings back\"}"));
        var ended = Stage.ended(operator, operation);
        stage.report()
                .expect(
                        "a cancelled removal leaves A as it was",
                        ended.path("outcome").asText().equals("ABORTED")
                                && check("a", "").status() == 204,
                        ended.path("outcome").asText());
    }

    private void removal() {
        var plan = done(operator.post(stage.at("/remove-source?dryRun=true"), "{}"))
                .body();
        var operation = done(operator.post(
                stage.at("/remove-source"),
                "{\"planHash\": \"%s\"}".formatted(plan.path("planHash").asText())));
        step("prepare");
        step("release");
        stage.refused(
                "no way back after the point of no return",
                operator.post(stage.at("/abort"), "{\"reason\": \"changed my mind\"}"),
                409);
        step("delete-source");
        var ended = Stage.ended(operator, operation);
        var removal = stage.status().path("removal");
        stage.report()
                .expect(
                        "A is removed; work time and management gap are measured",
                        ended.path("outcome").asText().equals("SUCCEEDED")
                                && !removal.path("managementGap")
                                        .path("actual")
                                        .asText("")
                                        .isEmpty(),
                        "work %s, management gap %s, call outage %s"
                                .formatted(
                                        removal.path("workTime").path("actual").asText(),
                                        removal.path("managementGap")
                                                .path("actual")
                                                .asText(),
                                        removal.path("callOutage").path("how").asText()));
        stage.report()
                .expect(
                        "the call outage nobody measured is UNKNOWN, not 0",
                        removal.path("callOutage").path("how").asText().equals("UNKNOWN"),
                        removal.path("callOutage").toString());
        stage.refused("settings on A are refused", check("a", ""), 403);
        stage.refused("the old epoch is refused, on B too", check("b", "?epoch=1"), 403);
        stage.report()
                .expect(
                        "settings on B are admitted",
                        check("b", "").status() == 204,
                        check("b", "").status() + "");
    }

    private Answer check(String node, String query) {
        return operator.get("/clusters/" + stage.cluster() + "/management/" + node + query);
    }

    private void step(String step) {
        done(operator.post(stage.at("/removal/steps/" + step + "/done"), "{\"evidence\": \"done on the console\"}"));
    }

    private void settlement() {
        var imported = Stage.ended(operator, operator.upload("/invoices/import", invoices()));
        stage.report()
                .expect(
                        "invoices are imported",
                        imported.path("outcome").asText().equals("SUCCEEDED"),
                        imported.path("done").asText());
        var decommission = stage.at("/decommission");
        var refused = operator.post(decommission, "{}");
        stage.refused("A is kept while an invoice is unpaid or a day uncovered", refused, 409, "invoices-settled");
        var owing = Stage.stream(done(operator.get(stage.at("/unsettled"))).body())
                .map(row -> row.path("customer").asText())
                .collect(Collectors.toSet());
        var expected = List.of(stage.customer(UNPAID), stage.customer(UNCOVERED));
        stage.report()
                .expect("the two customers are named", owing.containsAll(expected) && owing.size() == 2, owing + "");
        done(operator.post("/invoices/" + invoice(UNPAID) + "/paid", "{}"));
        stage.refused("one is not enough", operator.post(decommission, "{}"), 409, "invoices-settled");
        done(operator.post("/invoices", """
                {"id": "%s", "customer": "%s", "from": "%s", "to": "%s", "terms": "NOTHING_DUE"}""".formatted(invoice(UNCOVERED), stage.customer(UNCOVERED), from(), to())));
        done(operator.post(decommission, "{}"));
        stage.report()
                .expect(
                        "A may be cancelled at its hoster",
                        stage.status().path("phase").asText().equals("DECOMMISSIONED"),
                        stage.status().path("phase").asText());
    }

    private String invoices() {
        return "invoice,customer,from,to,terms,amount,currency\n"
                + stage.customers().stream()
                        .filter(number -> number != UNCOVERED)
                        .map(number -> "%s,%s,%s,%s,%s"
                                .formatted(
                                        invoice(number),
                                        stage.customer(number),
                                        from(),
                                        to(),
                                        number == UNPAID ? "amount,120.50,EUR" : "prepaid,,"))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private String invoice(int number) {
        return "inv-" + stage.customer(number);
    }

    private LocalDate from() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(12);
    }

    private LocalDate to() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC)).plusDays(1);
    }

    private void mails() {
        var caught = stage.caught();
        var expected = Stage.CUSTOMERS + 2; // all are told; one is put back and told again
        until(
                "mails to customers and operators",
                () -> caught.to("customer").size() >= expected
                        && !caught.to("operators").isEmpty());
        for (var kind : List.of("supplier", "customer", "operators")) {
            caught.to(kind).forEach(mail -> stage.report()
                    .mail(kind, mail.path("language").asText()));
        }
        var told = caught.to("customer").size();
        stage.report().expect("each customer was told, one twice and put back once", told == expected, told + " mails");
        var suppliers = caught.to("supplier").size();
        stage.report().expect("each supplier by address was asked once", suppliers == 2, suppliers + " mails");
        var languages = stage.report()
                .mails()
                .getOrDefault("customer", java.util.Map.of())
                .keySet();
        stage.report()
                .expect(
                        "in the customers' languages",
                        languages.containsAll(Stage.LANGUAGES),
                        String.valueOf(languages));
        var wrong = caught.wrongLanguage();
        stage.report().expect("each in his own", wrong.isEmpty(), String.valueOf(wrong));
        var doubled = doubled();
        stage.report().expect("no mail came twice that was sent once", doubled.isEmpty(), String.valueOf(doubled));
    }

    /** A second copy is right only where the mail server's answer to the first was lost, which counts as an attempt. */
    private List<String> doubled() {
        return stage.caught().copies().entrySet().stream()
                .filter(mail -> mail.getValue() > 1 && mail.getValue() > attempts(mail.getKey()))
                .map(mail -> mail.getValue() + " copies of " + mail.getKey())
                .toList();
    }

    private int attempts(String messageId) {
        var notification = messageId.replaceAll("^<|@.*$", "");
        return done(stage.people().mailer().get("/notifications/" + notification))
                .body()
                .path("attempts")
                .asInt();
    }
}
