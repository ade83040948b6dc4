package dev.switchover.migration.supplier.rest;

import static dev.switchover.migration.Calls.cluster;
import static dev.switchover.migration.Calls.get;
import static dev.switchover.migration.Calls.operator;
import static dev.switchover.migration.Calls.post;
import static dev.switchover.migration.Calls.refused;
import static dev.switchover.migration.Calls.supplier;
import static dev.switchover.migration.Calls.unique;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.switchover.kit.testing.Answer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SupplierResourceIT {

    private static Answer byAddress(String supplier, String cluster, String nodes) {
        return post("/suppliers/" + supplier + "/trunks", """
                {"id": "ip", "cluster": "%s", "authorisation": "IP", "nodes": %s}
                """.formatted(cluster, nodes));
    }

    private static Answer registering(String supplier, String cluster, String login, String policy, String nodes) {
        return post("/suppliers/" + supplier + "/trunks", """
                {"id": "reg", "cluster": "%s", "authorisation": "REGISTRATION", "registrar": "SIP.example.net:5060",
                 "login": "%s", "policy": "%s", "nodes": %s}
                """.formatted(cluster, login, policy, nodes));
    }

    private static Answer put(String supplier, String trunk, String etag, String nodes) {
        return operator()
                .header("If-Match", etag)
                .body("{\"nodes\": " + nodes + "}")
                .put("/suppliers/" + supplier + "/trunks/" + trunk + "/nodes");
    }

    @Test
    void aSupplierIsAddedOnce() {
        var s = supplier();
        var same = "{\"id\": \"%s\", \"party\": \"%s\", \"name\": \"Alpha Telecom\"}".formatted(s, s);
        post("/suppliers", same).statusCode(200);
        refused(post("/suppliers", same.replace("Alpha", "Beta")), 409, "exists-with-other-content");
        get("/suppliers/" + s).statusCode(200).body("party", equalTo(s));
        refused(get("/suppliers/" + unique("s")), 404, "supplier-not-found");
        refused(get("/suppliers/" + unique("s") + "/trunks"), 404, "supplier-not-found");
        get("/suppliers/" + s + "/trunks").statusCode(200).body("", hasSize(0));
        refused(post("/suppliers", "{\"id\": \"A B\", \"party\": \"p\", \"name\": \"\"}"), 400, "invalid-request")
                .body("errors.field", hasItem("id"))
                .body("errors.field", hasItem("name"));
    }

    @Test
    void theNodesOfATrunkAreListedByVersion() {
        var s = supplier();
        byAddress(s, cluster(), "[\"a\"]").statusCode(201);
        var nodes = get("/suppliers/" + s + "/trunks/ip/nodes");
        nodes.statusCode(200).body("nodes", contains("a"));
        put(s, "ip", nodes.header("ETag"), "[\"b\", \"a\"]").statusCode(204);
        get("/suppliers/" + s + "/trunks/ip").body("nodes", contains("a", "b"));
        refused(put(s, "ip", nodes.header("ETag"), "[]"), 412, "stale-version");
        put(s, "ip", "*", "[]").statusCode(204);
        refused(put(s, "ip", "*", "[\"z\"]"), 422, "node-unknown").body("errors.field", hasItem("nodes"));
        refused(put(s, "none", "*", "[\"a\"]"), 404, "trunk-not-found");
        get("/suppliers/" + s + "/trunks").statusCode(200).body("", hasSize(1));
    }

    @Test
    void anExclusiveRegistrationIsOnOneNodeAndMovesOnlyByAMove() {
        var s = supplier();
        var c = cluster();
        var login = unique("login");
        refused(registering(s, c, login, "REJECT_SECOND", "[]"), 422, "registration-needs-one-node");
        refused(registering(s, c, login, "REJECT_SECOND", "[\"a\", \"b\"]"), 422, "registration-needs-one-node");
        registering(s, c, login, "REJECT_SECOND", "[\"a\"]").statusCode(201);
        refused(put(s, "reg", "*", "[\"b\"]"), 409, "registration-must-be-moved");
        get("/suppliers/" + s + "/trunks/reg").body("registrar", equalTo("sip.example.net"));
    }

    @Test
    void aLoginBelongsToOneTrunkAcrossSuppliers() {
        var c = cluster();
        var login = unique("login");
        registering(supplier(), c, login, "LAST_WINS", "[\"a\"]").statusCode(201);
        refused(registering(supplier(), c, login, "LAST_WINS", "[\"b\"]"), 409, "registration-exclusive")
                .body("errors.field", hasItem("login"));
        refused(registering(supplier(), c, login, "ALLOW_MANY", "[]"), 409, "registration-exclusive");
    }

    @Test
    void aTrunkThatDoesNotFitIsRefused() {
        var s = supplier();
        var c = cluster();
        refused(byAddress(s, unique("c"), "[]"), 422, "cluster-unknown").body("errors.field", hasItem("cluster"));
        refused(byAddress(s, c, "[\"z\"]"), 422, "node-unknown");
        refused(byAddress(unique("s"), c, "[]"), 404, "supplier-not-found");
        refused(post("/suppliers/" + s + "/trunks", """
                {"id": "reg", "cluster": "%s", "authorisation": "REGISTRATION", "policy": "ALLOW_MANY", "nodes": []}
                """.formatted(c)), 422, "trunk-settings-incomplete");
        refused(post("/suppliers/" + s + "/trunks", """
                {"id": "acc", "cluster": "%s", "authorisation": "REGISTRATION", "registrar": "r", "policy": "ACCOUNT_PER_NODE",
                 "accounts": [{"node": "a", "login": "1"}, {"node": "b", "login": "1"}], "nodes": []}
                """.formatted(c)), 422, "accounts-not-distinct")
                .body("errors[0].value", equalTo("[a: 1, b: 1]"));
    }

    @Test
    void routesNameTrunksOfTheirCluster() {
        var s = supplier();
        var c = cluster();
        byAddress(s, c, "[]").statusCode(201);
        registering(s, c, unique("login"), "REJECT_SECOND", "[\"a\"]").statusCode(201);
        var route = """
                {"cluster": "%s", "prefix": "33", "trunks": [{"supplier": "%s", "trunk": "reg"}, {"supplier": "%s", "trunk": "ip"}],
                 "reserve": false}
                """.formatted(c, s, s);
        var id = post("/routes", route).statusCode(201).path("id");
        post("/routes", route).statusCode(200);
        refused(
                post("/routes", route.replace("\"33\"", "\"44\"").replace("{\"cl", "{\"id\": \"" + id + "\", \"cl")),
                409,
                "exists-with-other-content");
        post("/routes", route.replace("\"33\"", "\"34\"").replaceAll(",\\s*\"reserve\": false", ""))
                .statusCode(201)
                .body("id", equalTo(c + "-34"));
        var read = get("/routes/" + id);
        read.statusCode(200).body("trunks.trunk", contains("reg", "ip"));
        operator()
                .header("If-Match", read.header("ETag"))
                .body(route.replace("\"33\"", "\"331\""))
                .put("/routes/" + id)
                .statusCode(204);
        refused(
                operator().header("If-Match", read.header("ETag")).body(route).put("/routes/" + id),
                412,
                "stale-version");
    }

    @Test
    void aRouteThatCannotWorkIsRefused() {
        var s = supplier();
        var c = cluster();
        registering(s, c, unique("login"), "REJECT_SECOND", "[\"a\"]").statusCode(201);
        var route = """
                {"cluster": "%s", "prefix": "33", "trunks": [{"supplier": "%s", "trunk": "reg"}], "reserve": true}
                """.formatted(c, s);
        refused(post("/routes", route), 422, "reserve-route-needs-shared-trunk");
        refused(post("/routes", route.replace("\"reg\"", "\"none\"")), 422, "trunk-unknown");
        refused(post("/routes", route.replaceAll("\\[.*]", "[]")), 422, "route-without-trunks");
        refused(post("/routes", route.replace("33", "abc")), 400, "invalid-request");
        refused(get("/routes/" + unique("r")), 404, "route-not-found");
    }
}
