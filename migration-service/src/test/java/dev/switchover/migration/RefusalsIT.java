package dev.switchover.migration;

import static dev.switchover.migration.Calls.cluster;
import static dev.switchover.migration.Calls.get;
import static dev.switchover.migration.Calls.migration;
import static dev.switchover.migration.Calls.operator;
import static dev.switchover.migration.Calls.post;
import static dev.switchover.migration.Calls.refused;
import static dev.switchover.migration.Calls.supplier;
import static dev.switchover.migration.Calls.unique;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A refusal says what is wrong where, what was given, and what to do. */
@QuarkusTest
class RefusalsIT {

    private static Answer offence(Answer refusal, String field, Object value) {
        return refusal.body("errors[0].field", equalTo(field))
                .body("errors[0].value", equalTo(value))
                .body("errors[0].remedy", notNullValue())
                .body("remedy", notNullValue());
    }

    @Test
    void whatExistsIsComparedFieldByField() {
        var s = supplier();
        var other = "{\"id\": \"%1$s\", \"party\": \"%1$s\", \"name\": \"Beta\"}".formatted(s);
        offence(refused(post("/suppliers", other), 409, "exists-with-other-content"), "name", "Beta")
                .body("errors.field", contains("name"))
                .body("errors[0].remedy", equalTo("Stored is: Alpha Telecom"));
        var c = cluster();
        var b = "{\"id\": \"b\", \"address\": \"203.0.113.9\"}";
        refused(post("/clusters/" + c + "/nodes", b), 409, "exists-with-other-content")
                .body("errors.field", contains("address", "mediaAddresses", "managementUrl"))
                .body("errors[0].remedy", equalTo("Stored is: 198.51.100.20"));
        var m = migration(c);
        var planned = """
                {"id": "%s", "cluster": "%s", "source": "a", "target": "b", "reason": "else"}
                """.formatted(m, c);
        offence(refused(post("/migrations", planned), 409, "migration-exists"), "reason", "else")
                .body("errors[0].remedy", equalTo("Stored is: change of hoster"));
    }

    @Test
    void aMigrationOfNoClusterBlamesTheCluster() {
        var body = "{\"id\": \"m\", \"cluster\": \"nope\", \"source\": \"a\", \"target\": \"b\", \"reason\": \"r\"}";
        offence(refused(post("/migrations", body), 422, "unknown-cluster"), "cluster", "nope");
        var node = body.replace("nope", cluster()).replace("\"a\"", "\"z\"");
        offence(refused(post("/migrations", node), 422, "node-unknown"), "source", "z")
                .body("errors[0].remedy", equalTo("One of a, b"));
    }

    @Test
    void stepsOutOfOrderNameTheOneThatComesFirst() {
        var path = "/clusters/" + cluster() + "/nodes/b/replication";
        post(path, "{}").statusCode(202);
        var done = "{\"evidence\": \"done\"}";
        refused(post(path + "/steps/SLAVE_STARTED/done", done), 409, "replication-step-out-of-order")
                .body("errors[0].field", equalTo("step"))
                .body("remedy", startsWith("POST /clusters/"));
        refused(post(path.replace("/b/", "/a/"), "{}"), 409, "node-is-the-source")
                .body("errors[0].value", equalTo("a"))
                .body("remedy", startsWith("Replicate to another node"));
    }

    @Test
    void replicationSaysWhatComesFirst() {
        var path = "/clusters/" + cluster() + "/nodes/b/replication";
        var done = "{\"evidence\": \"done\"}";
        refused(post(path + "/in-sync", done), 409, "replication-not-running")
                .body("remedy", equalTo("Start it first: POST " + path + "."));
        post(path, "{}").statusCode(202);
        refused(post(path + "/in-sync", done), 409, "replication-not-running")
                .body("detail", containsString("MASTER_RESTARTED is still to be done"))
                .body("remedy", equalTo("POST " + path + "/steps/MASTER_RESTARTED/done comes next."));
        refused(post(path + "/steps/COFFEE/done", done), 404, "replication-step-not-found")
                .body("detail", containsString("COFFEE"))
                .body("remedy", containsString("MASTER_RESTARTED, CONFIGURATION_FROZEN"));
    }

    @Test
    void datesAndSelectionsSayWhatToGiveInstead() {
        var c = cluster();
        var plan = """
                {"id": "%s", "cluster": "%s", "source": "a", "target": "b", "reason": "r", "%s": "%s"}
                """;
        refused(post("/migrations", plan.formatted(unique("m"), c, "drainTime", "P91D")), 422, "drain-time")
                .body("errors[0].remedy", equalTo("A duration like PT24H or P3D"))
                .body("remedy", containsString("at most P90D"));
        refused(
                        post("/migrations", plan.formatted(unique("m"), c, "plannedEnd", "2001-01-01T00:00:00Z")),
                        422,
                        "dates-reversed")
                .body("remedy", equalTo("Give a plannedEnd that is still to come, or leave it out."));
        var waves = "/migrations/" + migration(c) + "/waves";
        refused(post(waves, "{\"id\": \"w\"}"), 422, "wave-selection")
                .body("remedy", containsString("allRemaining true"));
        refused(post(waves, "{\"id\": \"w\", \"first\": 0}"), 422, "wave-selection")
                .body("remedy", startsWith("Give first from 1"));
    }

    @Test
    void aMigrationInTheWrongPhaseSaysWhatItsPhaseAllows() {
        var m = "/migrations/" + migration(cluster());
        refused(post(m + "/remove-source", "{}"), 409, "migration-in-wrong-state")
                .body("errors[0].value", equalTo("PLANNED"))
                .body("remedy", containsString("start"));
        refused(
                        post(m + "/gates/management-exclusive/attestations", "{\"evidence\": \"e\"}"),
                        409,
                        "gate-not-attestable")
                .body("errors[0].field", equalTo("gate"))
                .body("errors[0].remedy", containsString("reserve-routes"))
                .body("remedy", containsString("nobody may set it aside"));
        refused(post(m + "/gates/nope/attestations", "{\"evidence\": \"e\"}"), 404, "gate-not-found")
                .body("remedy", containsString("/gates lists them"));
    }

    @Test
    void anInvoiceIsRefusedByItsField() {
        var customer = unique("k");
        post("/customers", """
                {"id": "%s", "party": "p", "reachedBy": "IP", "cluster": "%s", "node": "a"}
                """.formatted(customer, cluster())).statusCode(201);
        var body = """
                {"id": "%s", "customer": "%s", "from": "2026-02-01", "to": "2026-01-01", "amount": "5", "currency": "EUR"}
                """.formatted(unique("i"), customer);
        offence(refused(post("/invoices", body), 422, "dates-reversed"), "to", "2026-01-01");
        var days = body.replace("2026-02-01", "2026-01-01");
        offence(refused(post("/invoices", days.replace("EUR", "XXY")), 422, "invalid-currency"), "currency", "XXY");
        offence(refused(post("/invoices", days.replace("\"5\"", "\"0\"")), 422, "invalid-amount"), "amount", "0");
        refused(post("/invoices", days.replace("\"5\"", "\"5,00\"")), 400, "invalid-request")
                .body("errors[0].remedy", equalTo("Write a number like 100.50."));
        refused(post("/invoices", days.replace("EUR", "EURO")), 400, "invalid-request")
                .body("errors[0].remedy", equalTo("Write a code like EUR."));
    }

    @Test
    void aCustomerByDomainNeedsOne() {
        var body = """
                {"id": "%s", "party": "p", "reachedBy": "DOMAIN", "domain": "-x-", "cluster": "%s", "node": "a"}
                """.formatted(unique("k"), cluster());
        offence(refused(post("/customers", body), 422, "invalid-domain"), "domain", "-x-");
    }

    @ParameterizedTest
    @CsvSource({
        "/customers/nobody, customer-not-found, nobody, GET /customers",
        "/clusters/nope, cluster-not-found, nope, GET /clusters",
        "/clusters/nope/management, cluster-not-found, nope, GET /clusters",
        "/migrations/nope, migration-not-found, nope, GET /migrations",
        "/invoices/nope, invoice-not-found, nope, GET /invoices",
        "/suppliers/nope, supplier-not-found, nope, GET /suppliers",
        "/routes/nope, route-not-found, nope, GET /routes",
        "/operations/nope, operation-unknown, nope, Location",
        "/tasks/nope, task-unknown, nope, GET /tasks",
    })
    void whatIsNotThereIsNamedAndWhereItsLikesAreListed(String path, String problem, String id, String list) {
        Eventually.holds(
                () -> // an operation is not denied while the views lag
                refused(get(path), 404, problem)
                        .body("detail", containsString(id))
                        .body("remedy", containsString(list)));
    }

    @Test
    void aFileIsAskedForAsAFile() {
        refused(post("/customers/import", "{}"), 415, "unsupported-media-type")
                .body("detail", equalTo("This address takes text/csv."));
    }

    @Test
    void aSlipInTheQueryHasNothingDone() {
        var m = "/migrations/" + migration(cluster());
        refused(post(m + "/abort?dryrun=true", "{\"reason\": \"r\"}"), 400, "invalid-request")
                .body("errors[0].field", equalTo("dryrun"))
                .body("errors[0].rule", equalTo("known-parameter"))
                .body("errors[0].remedy", equalTo("Known here: dryRun"));
        get(m).body("phase", equalTo("PLANNED"));
        refused(get("/customers?sate=MOVED"), 400, "invalid-request")
                .body("errors[0].remedy", startsWith("Known here: state, "));
        refused(get("/customers?state=GONE"), 400, "invalid-request")
                .body("errors[0].field", equalTo("state"))
                .body("errors[0].remedy", allOf(startsWith("Given once, and one of "), containsString("DRAINED")));
        operator().get("/clusters/c/management/a?epoc=1").statusCode(403).body("errors.field", hasItem("epoc"));
    }
}
