package dev.switchover.migration.supplier.rest;

import static dev.switchover.migration.Calls.cluster;
import static dev.switchover.migration.Calls.get;
import static dev.switchover.migration.Calls.migration;
import static dev.switchover.migration.Calls.operator;
import static dev.switchover.migration.Calls.post;
import static dev.switchover.migration.Calls.refused;
import static dev.switchover.migration.Calls.supplier;
import static dev.switchover.migration.Calls.unique;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A supplier or a trunk that was entered wrong is put right, as long as no migration under way counts on it. */
@QuarkusTest
class SupplierCorrectionsIT {

    private String c = "";
    private String s = "";
    private String login = "";

    @BeforeEach
    void aSupplier() {
        c = cluster();
        s = supplier();
        login = unique("l");
    }

    private void trunk(String id, String settings) {
        post("/suppliers/" + s + "/trunks", "{\"id\": \"%s\", \"cluster\": \"%s\", %s}".formatted(id, c, settings))
                .statusCode(201);
    }

    private void registering(String policy) {
        trunk("reg", """
                "authorisation": "REGISTRATION", "registrar": "sip.example.net", "login": "%s", "policy": "%s", "nodes": ["a"]
                """.formatted(login, policy));
    }

    private Answer correct(String what) {
        return post("/suppliers/" + s + "/correct", "{%s, \"reason\": \"a typing error\"}".formatted(what));
    }

    private Answer correct(String trunk, String what) {
        return post(
                "/suppliers/" + s + "/trunks/" + trunk + "/correct",
                "{%s, \"reason\": \"a typing error\"}".formatted(what));
    }

    @Test
    void ofASupplierWhoIsWrittenToAndItsName() {
        correct("\"name\": \"Alpha Ltd\"").statusCode(204);
        correct("\"party\": \"alpha-noc\"").statusCode(204);
        get("/suppliers/" + s).body("party", equalTo("alpha-noc")).body("name", equalTo("Alpha Ltd"));
        refused(correct("\"party\": \"Alpha NOC\""), 400, "invalid-request");
        refused(correct("\"name\": \" \""), 400, "invalid-request");
        refused(post("/suppliers/" + s + "/correct", "{\"name\": \"A\"}"), 400, "invalid-request");
        refused(
                post("/suppliers/" + unique("s") + "/correct", "{\"reason\": \"a typing error\"}"),
                404,
                "supplier-not-found");
    }

    @Test
    void whoIsAskedToAdmitAddressesStaysWrittenTo() {
        trunk("ip", "\"authorisation\": \"IP\", \"nodes\": []");
        var asked = "/migrations/" + migration(c) + "/authorisations/" + s + "/ip/";
        var request = "{\"neededBy\": \"2999-01-01T00:00:00Z\", \"reason\": \"change of hoster\"}";
        post(asked + "request", request).statusCode(204);

        refused(correct("\"party\": \"alpha-noc\""), 409, "supplier-asked")
                .body("errors[0].field", equalTo("party"))
                .body("remedy", containsString("/authorisations"));
        correct("\"name\": \"Alpha Ltd\"").statusCode(204);
        refused(correct("ip", "\"authorisation\": \"REGISTRATION\""), 409, "supplier-asked")
                .body("errors[0].field", equalTo("authorisation"));

        post(asked + "refuse", "{\"reason\": \"went to nobody\"}").statusCode(204);
        correct("\"party\": \"alpha-noc\"").statusCode(204);
        post(asked + "request", request).statusCode(204);
        post(asked + "prove", "{\"evidence\": \"200 OK\"}").statusCode(204);
        correct("\"party\": \"alpha-desk\"").statusCode(204);
        refused(correct("ip", "\"authorisation\": \"REGISTRATION\""), 409, "supplier-asked");
    }

    /** On the nodes it shares it cannot register, and the supplier was asked about its address: both are said at once. */
    @Test
    void byAddressNoMoreItIsToldAllThatStandsInTheWay() {
        trunk("ip", "\"authorisation\": \"IP\", \"nodes\": [\"a\", \"b\"]");
        var asked = "/migrations/" + migration(c) + "/authorisations/" + s + "/ip/";
        post(asked + "request", "{\"neededBy\": \"2999-01-01T00:00:00Z\", \"reason\": \"change of hoster\"}")
                .statusCode(204);
        var registers = """
                "authorisation": "REGISTRATION", "registrar": "sip.example.net", "policy": "LAST_WINS", "login": "%s"
                """.formatted(unique("l"));

        refused(correct("ip", registers), 409, "registration-in-migration")
                .body("errors.field", contains("policy", "authorisation"))
                .body("remedy", containsString("/suppliers/" + s + "/trunks/ip/nodes"))
                .body("remedy", containsString(asked + "refuse"));

        operator()
                .body("{\"nodes\": [\"a\"]}")
                .put("/suppliers/" + s + "/trunks/ip/nodes")
                .statusCode(204);
        post(asked + "refuse", "{\"reason\": \"it registers\"}").statusCode(204);
        correct("ip", registers).statusCode(204);
    }

    @Test
    void ofATrunkItsSettings() {
        registering("REJECT_SECOND");
        var path = "/suppliers/" + s + "/trunks/reg";
        var seen = get(path).header("ETag");
        correct("reg", "\"registrar\": \"SIP2.example.net:5060\", \"policy\": \"LAST_WINS\"")
                .statusCode(204);
        get(path)
                .body("registrar", equalTo("sip2.example.net"))
                .body("login", equalTo(login))
                .body("policy", equalTo("LAST_WINS"));
        var stale = operator()
                .header("If-Match", seen)
                .body("{\"policy\": \"ALLOW_MANY\", \"reason\": \"a typing error\"}")
                .post(path + "/correct");
        refused(stale, 412, "stale-version").header("ETag", equalTo(get(path).header("ETag")));

        correct("reg", "\"authorisation\": \"IP\"").statusCode(204);
        get(path).body("registrar", nullValue()).body("login", nullValue()).body("policy", nullValue());
        refused(correct("reg", "\"policy\": \"LAST_WINS\""), 422, "trunk-settings-contradict");
        refused(correct("reg", "\"authorisation\": \"REGISTRATION\""), 422, "trunk-settings-incomplete")
                .body("errors.field", contains("registrar", "policy", "login"));
        refused(correct("reg", "\"registrar\": \"999.1.1.1\""), 400, "invalid-request");
        refused(correct("none", "\"policy\": \"LAST_WINS\""), 404, "trunk-not-found");
    }

    /** What was claimed for the wrong login is free, what is right is claimed. */
    @Test
    void ofALoginTheClaims() {
        registering("LAST_WINS");
        var wrong = login;
        var other = supplier();
        correct("reg", "\"login\": \"%s\"".formatted(unique("l"))).statusCode(204);
        post("/suppliers/" + other + "/trunks", """
                {"id": "reg", "cluster": "%s", "authorisation": "REGISTRATION", "registrar": "sip.example.net",
                 "login": "%s", "policy": "LAST_WINS", "nodes": ["b"]}
                """.formatted(c, wrong)).statusCode(201);
        refused(correct("reg", "\"login\": \"%s\"".formatted(wrong)), 409, "registration-exclusive")
                .body("errors[0].field", equalTo("login"));
        correct("reg", "\"policy\": \"ALLOW_MANY\"").statusCode(204);
        correct("reg", "\"policy\": \"REJECT_SECOND\"").statusCode(204);
        var account = "\"policy\": \"ACCOUNT_PER_NODE\", \"accounts\": [{\"node\": \"%s\", \"login\": \"%s\"}]";
        refused(correct("reg", account.formatted("z", unique("l"))), 422, "node-unknown");
        correct("reg", account.formatted("a", unique("l"))).statusCode(204);
    }

    @Test
    void waitsForAMoveOfTheRegistration() {
        registering("REJECT_SECOND");
        var move = "/migrations/" + migration(c) + "/registrations/" + s + "/reg/";
        post(move + "move", "{}").statusCode(202);
        refused(correct("reg", "\"policy\": \"LAST_WINS\""), 409, "registration-move-in-progress");
        post(move + "released", "{\"evidence\": \"Expires 0\"}").statusCode(204);
        post(move + "taken", "{\"evidence\": \"200 OK\"}").statusCode(204);
        correct("reg", "\"policy\": \"LAST_WINS\"").statusCode(204);
        Eventually.holds(() -> get("/suppliers/" + s + "/trunks/reg").body("nodes", contains("b")));
    }

    /** It never was on a: so nothing is released there, and the login counts as taken on b. */
    @Test
    void ofTheNodeAnExclusiveRegistrationIsOn() {
        registering("REJECT_SECOND");
        var path = "/suppliers/" + s + "/trunks/reg";
        refused(operator().body("{\"nodes\": [\"b\"]}").put(path + "/nodes"), 409, "registration-must-be-moved")
                .body("remedy", containsString("correct the trunk"));
        refused(correct("reg", "\"nodes\": [\"z\"]"), 422, "node-unknown").body("errors[0].field", equalTo("nodes"));
        refused(correct("reg", "\"nodes\": []"), 422, "registration-needs-one-node");
        correct("reg", "\"nodes\": [\"b\"]").statusCode(204);
        get(path).body("nodes", contains("b")).body("policy", equalTo("REJECT_SECOND"));

        var m = migration(c);
        refused(correct("reg", "\"nodes\": [\"a\"]"), 409, "registration-in-migration")
                .body("remedy", containsString("/migrations/" + m + "/registrations/" + s + "/reg/move"));
        correct("reg", "\"nodes\": [\"b\"]").statusCode(204);
        get("/migrations/" + m + "/gates").body("find { it.id == 'registrations-moved' }.verdict", equalTo("PASS"));
    }

    /** Shared for a moment it would jump to another node, released nowhere. */
    @Test
    void anExclusiveRegistrationStaysSoWhileAMigrationCountsOnIt() {
        registering("REJECT_SECOND");
        trunk("many", """
                "authorisation": "REGISTRATION", "registrar": "sip.example.net", "login": "%s", "policy": "ALLOW_MANY"
                """.formatted(unique("l")));
        var m = migration(c);
        var accounts = """
                "policy": "ACCOUNT_PER_NODE", "accounts": [{"node": "a", "login": "%s"}]
                """.formatted(unique("l"));
        for (var policy : List.of("\"policy\": \"ALLOW_MANY\"", accounts)) {
            refused(correct("reg", policy), 409, "registration-in-migration")
                    .body("errors[0].field", equalTo("policy"))
                    .body("remedy", containsString("/migrations/" + m + "/registrations/" + s + "/reg/move"));
        }
        refused(correct("reg", "\"authorisation\": \"IP\""), 409, "registration-in-migration")
                .body("errors[0].field", equalTo("authorisation"));
        correct("reg", "\"policy\": \"LAST_WINS\"").statusCode(204);

        var many = "/suppliers/" + s + "/trunks/many/nodes";
        operator().body("{\"nodes\": [\"b\"]}").put(many).statusCode(204);
        refused(correct("many", "\"policy\": \"LAST_WINS\""), 409, "registration-in-migration")
                .body("errors[0].field", equalTo("policy"))
                .body("remedy", not(containsString("/move")));
        refused(correct("many", "\"nodes\": [\"a\"]"), 409, "registration-not-exclusive");
        operator().body("{\"nodes\": [\"a\"]}").put(many).statusCode(204);
        correct("many", "\"policy\": \"LAST_WINS\"").statusCode(204);
    }

    /** Else the login that it gives up is entered as another trunk's on another node, released nowhere. */
    @Test
    void anExclusiveRegistrationKeepsItsLoginWhileAMigrationCountsOnIt() {
        registering("REJECT_SECOND");
        trunk("many", """
                "authorisation": "REGISTRATION", "registrar": "sip.example.net", "login": "%s", "policy": "ALLOW_MANY"
                """.formatted(unique("l")));
        var m = migration(c);
        refused(correct("reg", "\"login\": \"%s\"".formatted(unique("l"))), 409, "registration-in-migration")
                .body("errors[0].field", equalTo("login"))
                .body("remedy", containsString("/migrations/" + m + "/registrations/" + s + "/reg/move"));
        refused(correct("reg", "\"registrar\": \"sip2.example.net\""), 409, "registration-in-migration")
                .body("errors[0].field", equalTo("registrar"));
        correct("reg", "\"login\": \"%s\", \"registrar\": \"SIP.example.net\"".formatted(login))
                .statusCode(204);
        correct("many", "\"login\": \"%s\"".formatted(unique("l"))).statusCode(204);
    }

    @Test
    void aMovedRegistrationIsSharedOnceTheMigrationIsOver() {
        registering("REJECT_SECOND");
        var m = migration(c);
        var move = "/migrations/" + m + "/registrations/" + s + "/reg/";
        post(move + "move", "{}").statusCode(202);
        post(move + "released", "{\"evidence\": \"Expires 0\"}").statusCode(204);
        post(move + "taken", "{\"evidence\": \"200 OK\"}").statusCode(204);
        refused(correct("reg", "\"policy\": \"ALLOW_MANY\""), 409, "registration-in-migration");
        post("/migrations/" + m + "/abort", "{\"reason\": \"no server\"}").statusCode(202);
        Eventually.holds(() -> get("/migrations/" + m).body("phase", equalTo("ABORTED")));

        correct("reg", "\"policy\": \"ALLOW_MANY\"").statusCode(204);
    }

    @Test
    void leavesEachReserveRouteASharedTrunk() {
        registering("ALLOW_MANY");
        var reserve = """
                {"cluster": "%s", "prefix": "33", "trunks": [{"supplier": "%s", "trunk": "reg"}], "reserve": true}
                """.formatted(c, s);
        post("/routes", reserve).statusCode(201);
        refused(correct("reg", "\"policy\": \"LAST_WINS\""), 422, "reserve-route-needs-shared-trunk")
                .body("remedy", containsString("/routes/" + c + "-33-reserve"));
    }
}
