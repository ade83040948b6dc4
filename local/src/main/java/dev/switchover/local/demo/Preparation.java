package dev.switchover.local.demo;

import static dev.switchover.local.demo.Stage.done;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** Steps 1 and 2 of the document: B joins the cluster, and suppliers are asked to admit it. */
final class Preparation {

    private static final List<String> REPLICATION = List.of(
            "MASTER_RESTARTED", "CONFIGURATION_FROZEN", "DATABASE_COPIED", "CONFIGURATION_UNFROZEN", "SLAVE_STARTED");

    private final Stage stage;
    private final Api operator;
    private final Clock clock;

    Preparation(Stage stage, Clock clock) {
        this.stage = stage;
        this.operator = stage.people().operator();
        this.clock = clock;
    }

    void play() {
        stage.report().step("1 add B to the cluster of A and replicate", this::replicate);
        stage.report().step("enter suppliers, trunks and routes with a reserve", this::suppliers);
        stage.report().step("import 40 customers and their contacts from one CSV", this::customers);
        stage.report().step("plan and start the migration", this::plan);
    }

    private void replicate() {
        var cluster = "/clusters/" + stage.cluster();
        done(operator.post("/clusters", """
                {"id": "%s", "node": {"id": "a", "address": "192.0.2.10", "managementUrl": "https://a.example.net/"}}
                """.formatted(stage.cluster())));
        done(operator.post(cluster + "/nodes", """
                {"id": "b", "address": "198.51.100.20", "managementUrl": "https://b.example.net/"}"""));
        var operation = done(operator.post(cluster + "/nodes/b/replication", "{}"));
        for (var step : REPLICATION) {
            done(operator.post(
                    cluster + "/nodes/b/replication/steps/" + step + "/done",
                    "{\"evidence\": \"done by hand\", \"downTime\": \"PT1S\"}"));
        }
        done(operator.post(cluster + "/nodes/b/replication/in-sync", "{\"evidence\": \"lag 0 bytes on b\"}"));
        var ended = Stage.ended(stage.people().viewer(), operation);
        stage.report()
                .expect(
                        "replication ends as succeeded, with its steps",
                        ended.path("outcome").asText().equals("SUCCEEDED"),
                        ended.path("steps").size() + " steps, "
                                + ended.path("outcome").asText());
        var owner = stage.people().viewer().get(cluster + "/management/a");
        stage.report().expect("settings are changed on A meanwhile", owner.status() == 204, "status " + owner.status());
    }

    private void suppliers() {
        supplier("alpha", "{\"id\": \"main\", \"cluster\": \"%s\", \"authorisation\": \"IP\"}");
        supplier("beta", "{\"id\": \"main\", \"cluster\": \"%s\", \"authorisation\": \"IP\"}");
        supplier("gamma", """
                {"id": "main", "cluster": "%%s", "authorisation": "REGISTRATION", "registrar": "sip.gamma.example",
                 "login": "login-%s", "policy": "REJECT_SECOND", "nodes": ["a"]}""".formatted(stage.run()));
        stage.refused(
                "a registering trunk without a node is refused",
                operator.put("/suppliers/" + stage.supplier("gamma") + "/trunks/main/nodes", "{\"nodes\": []}"),
                422);
        route(false, "gamma");
        route(true, "beta");
    }

    private void supplier(String name, String trunk) {
        var id = stage.supplier(name);
        done(operator.post(
                "/suppliers", "{\"id\": \"%s\", \"party\": \"%s\", \"name\": \"%s\"}".formatted(id, id, name)));
        done(operator.post("/suppliers/" + id + "/trunks", trunk.formatted(stage.cluster())));
        var language = Stage.LANGUAGES.get("alpha beta gamma".indexOf(name) / 5 % 3);
        contact(id, "supplier-" + name, language);
    }

    private void route(boolean reserve, String last) {
        var trunks = List.of("alpha", last).stream()
                .map(name -> "{\"supplier\": \"%s\", \"trunk\": \"main\"}".formatted(stage.supplier(name)))
                .collect(Collectors.joining(", "));
        done(operator.post(
                "/routes",
                "{\"cluster\": \"%s\", \"prefix\": \"7\", \"reserve\": %s, \"trunks\": [%s]}"
                        .formatted(stage.cluster(), reserve, trunks)));
    }

    private void contact(String party, String mailbox, String language) {
        done(stage.people().mailer().put("/contacts/" + party, """
                {"recipients": [{"email": "%s@%s", "language": "%s", "name": "Night shift", "timeZone": "Europe/Paris"}]}
                """.formatted(
                        mailbox, stage.caught().domain(), language)));
    }

    private void customers() {
        var csv = file();
        var imported = Stage.ended(operator, operator.upload("/customers/import", csv));
        stage.report()
                .expect(
                        "all 40 customers are imported",
                        imported.path("outcome").asText().equals("SUCCEEDED")
                                && imported.path("done").asInt() == Stage.CUSTOMERS,
                        imported.path("done").asText() + " done, "
                                + imported.path("outcome").asText());
        var mailer = stage.people().mailer();
        var contacts = Stage.ended(mailer, mailer.upload("/contacts/import", csv));
        stage.report()
                .expect(
                        "the same file gives notification-service the contacts",
                        contacts.path("outcome").asText().equals("SUCCEEDED"),
                        contacts.path("outcome").asText());
        contact("operators", "operators", "en");
    }

    private String file() {
        var since = LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(10);
        var rows = stage.customers().stream()
                .map(number -> "%s,%s,%s,%s,%s,a,%s,Europe/Paris,%s@%s,%s,Customer %d"
                        .formatted(
                                stage.customer(number),
                                stage.customer(number),
                                Stage.byDomain(number) ? "domain" : "ip",
                                Stage.byDomain(number) ? stage.customer(number) + ".example.org" : "",
                                stage.cluster(),
                                since,
                                Stage.mailbox(number),
                                stage.caught().domain(),
                                Stage.language(number),
                                number))
                .collect(Collectors.joining("\n"));
        return "customer,party,reached_by,domain,cluster,node,on_source_since,time_zone,email,language,name\n" + rows
                + "\n";
    }

    private void plan() {
        var other = operator.post("/migrations", plan("moving", ", \"sameHoster\": true, \"addressCanMove\": true"));
        stage.refused("where the address can move, another procedure is pointed to", other, 422);
        done(operator.post("/migrations", plan(stage.migration(), ", \"drainTime\": \"%s\"".formatted(Stage.DRAIN))));
        done(operator.post(stage.at("/start"), "{}"));
        stage.report()
                .expect(
                        "the plan predicts by the document's figures",
                        stage.status().path("predictions").size() > 0,
                        stage.status().path("predictions").toString());
    }

    private String plan(String id, String more) {
        return """
                {"id": "%s", "cluster": "%s", "source": "a", "target": "b", "reason": "new hoster",
                 "hosterContractEnd": "%s"%s}""".formatted(
                        id,
                        stage.cluster(),
                        LocalDate.now(clock.withZone(ZoneOffset.UTC)).plusDays(90),
                        more);
    }

    /** When suppliers are to have admitted the new address. */
    static String neededBy(Clock clock) {
        return clock.instant().plus(Duration.ofDays(3)).toString();
    }
}
