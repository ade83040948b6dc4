package dev.switchover.resilience.deployment.rest;

import static dev.switchover.resilience.Calls.admin;
import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.manual;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions, and how deployments are shown. */
@QuarkusTest
class DeploymentResourceIT {

    private static final String THREE = "[\"data\", \"management\", \"telephony\"]";

    /** Above the numbers that other tests give their machines. */
    private static final AtomicInteger SPELT = new AtomicInteger(90);

    /** Each has machines of its own. */
    private static String body(String id) {
        return nominal(id)
                .replace("192.0.2.1\"", "a." + id + ".example.net\"")
                .replace("192.0.2.2", "b." + id + ".example.net");
    }

    private static String nominal(String id) {
        return """
                {"id": "%s", "party": "p1", "groups": ["data", "management", "telephony"],
                 "main": {"id": "a", "access": {"kind": "ssh", "host": "192.0.2.1", "port": 22, "user": "switchover",
                   "hostKeys": ["ssh-ed25519 AAAA"], "keyRef": "file:a.key", "limits": {"fence-data": "PT10S"}}},
                 "standby": {"id": "b", "access": {"kind": "http", "url": "https://192.0.2.2/actions"}},
                 "cc": {"main": {"id": "cc-a", "fqdn": "cc-a.example.net", "access": {"kind": "manual"}},
                        "standby": {"id": "cc-b", "fqdn": "cc-b.example.net", "access": {"kind": "manual"}}},
                 "mds": [{"id": "m1"}],
                 "edge": {"fqdn": "edge.example.net", "probe": "https://edge.example.net/", "expectHeader": "X-Node"}}
                """.formatted(id);
    }

    @Test
    void mainOwnsEveryGroupFromTheBeginningAndNobodyHasSaidAnything() {
        var d = manual(THREE);
        get("/deployments/" + d)
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("active", equalTo("a"))
                .body("nodes.id", equalTo(List.of("a", "b")))
                .body("nodes[0].groups.role", everyItem(equalTo("OWNER")))
                .body("nodes[0].groups.epoch", everyItem(equalTo(1)))
                .body("nodes[1].groups.role", everyItem(equalTo("NONE")))
                .body("nodes.status", everyItem(equalTo("Unknown")))
                .body("obligations", hasSize(0));
    }

    @Test
    void aSwitchoverIsAnnouncedForATimeToCome() {
        var d = manual(THREE);
        var path = "/deployments/" + d + "/announcements";
        var soon = Instant.now().plus(Duration.ofDays(7));
        post(path, announcement("FAILOVER", soon)).statusCode(204);
        refused(post(path, announcement("FAILOVER", soon.minus(Duration.ofDays(8)))), 422, "time-not-ahead");
        refused(post(path, announcement("FAILOVER", soon.plus(Duration.ofDays(366)))), 422, "time-too-far")
                .body("errors.field", hasItem("when"));
        refused(post(path, announcement("FAILBACK", soon)), 409, "switchover-not-needed");
    }

    private static String announcement(String direction, Instant when) {
        return "{\"direction\": \"%s\", \"when\": \"%s\"}".formatted(direction, when);
    }

    @Test
    void aWholeDeploymentIsShownWithWhatUsersMustDo() {
        var d = unique("d");
        admin("/deployments", body(d)).statusCode(201);
        get("/deployments/" + d)
                .statusCode(200)
                .body("cc.fqdn", hasItem("cc-a.example.net"))
                .body("cc[0].wanted", equalTo(true))
                .body("followers.follower", equalTo(List.of("edge", "mds-m1")))
                .body("manualActions.fqdn", equalTo(List.of("cc-a.example.net", "edge.example.net")))
                .body("definition.main.access.limits.fence-data", equalTo("PT10S"))
                .body("definition.follow", equalTo("PT30S"));
    }

    @Test
    void definedTwiceIsTheSameAndWithOtherContentRefused() {
        var d = unique("d");
        admin("/deployments", body(d)).statusCode(201);
        admin("/deployments", body(d)).statusCode(200);
        refused(admin("/deployments", body(d).replace("PT10S", "PT20S")), 409, "exists-with-other-content");
    }

    /** Defaults that were left out are written out there. */
    @ParameterizedTest
    @CsvSource({"data", "telephony", "services"})
    void whatWasReadIsTheSameDefinition(String group) {
        var d = manual("[\"" + group + "\"]");
        var read = new HashMap<>(get("/deployments/" + d).<Map<String, Object>>path("definition"));
        read.put("id", d);
        as(Tokens.admin()).body(read).post("/deployments").statusCode(200);
    }

    @Test
    void whatWasReadCanBePutBack() {
        var d = unique("d");
        admin("/deployments", body(d)).statusCode(201);
        var read = get("/deployments/" + d);
        as(Tokens.admin())
                .header("If-Match", read.header("ETag"))
                .body(read.<Map<String, Object>>path("definition"))
                .put("/deployments/" + d)
                .statusCode(204);
        get("/deployments/" + d).header("ETag", equalTo("\"1\""));
    }

    /** As everywhere: the condition is the client's choice, and what it insists on is the definition. */
    @Test
    void theVersionIsThatOfTheDefinitionAndNeedNotBeNamed() {
        var d = manual(THREE);
        post("/deployments/" + d + "/nodes/b/stop-services", "{\"mode\": \"force\"}")
                .statusCode(202);
        get("/deployments/" + d).header("ETag", equalTo("\"1\""));

        var other = manual(THREE);
        var read = get("/deployments/" + other);
        var definition = new HashMap<>(read.<Map<String, Object>>path("definition"));
        definition.put("follow", "PT45S");
        as(Tokens.admin()).body(definition).put("/deployments/" + other).statusCode(204);
        get("/deployments/" + other).header("ETag", equalTo("\"2\""));
        refused(
                as(Tokens.admin())
                        .header("If-Match", read.header("ETag"))
                        .header("Switchover-Reason", "wrong one")
                        .delete("/deployments/" + other),
                412,
                "stale-version");
        as(Tokens.admin())
                .header("Switchover-Reason", "not needed any more")
                .delete("/deployments/" + other)
                .statusCode(204);
    }

    @Test
    void twoNodesAreTwoMachines() {
        var same = "{\"id\": \"%s\", \"access\": {\"kind\": \"http\", \"url\": \"%s\"}}";
        var body = """
                {"id": "%s", "party": "p1", "groups": ["telephony"], "main": %s, "standby": %s}
                """;
        var main = same.formatted("a", "https://node.example.net/actions");
        for (var url : List.of("https://node.example.net/actions", "https://NODE.example.net:443/actions/")) {
            refused(
                            admin("/deployments", body.formatted(unique("d"), main, same.formatted("b", url))),
                            422,
                            "machines-not-distinct")
                    .body("errors.field", hasItem("standby.access.url"))
                    .body("errors.rule", hasItem(containsString("main.access.url")));
        }
        var d = unique("d");
        admin("/deployments", body.formatted(d, main, same.formatted("b", "https://node.example.net/b")))
                .statusCode(201);
        var ssh = nominal(unique("d"))
                .replace(
                        "\"fqdn\": \"cc-a.example.net\", \"access\": {\"kind\": \"manual\"}",
                        "\"fqdn\": \"cc-a.example.net\", \"access\": {\"kind\": \"ssh\", \"host\": \"192.0.2.1\","
                                + " \"port\": 22, \"user\": \"switchover\", \"hostKeys\": [\"ssh-ed25519 AAAA\"],"
                                + " \"keyRef\": \"file:cc.key\"}");
        refused(admin("/deployments", ssh), 422, "machines-not-distinct")
                .body("errors.field", hasItem("cc.main.access.host"));
    }

    @Test
    void aMachineIsANodeOfOneDeploymentOnly() {
        var d = unique("d");
        admin("/deployments", body(d)).statusCode(201);
        var other = unique("d");
        var shared = body(other).replace("a." + other + ".example.net", "A." + d + ".example.net");
        refused(admin("/deployments", shared), 409, "machine-of-another-deployment")
                .body("detail", containsString("node a of deployment " + d))
                .body("errors.field", hasItem("main.access.host"))
                .body("errors.value", hasItem("a." + d + ".example.net:22"));
        var drill = body(other)
                .replace("b." + other + ".example.net", "b." + d + ".example.net:443")
                .replace("\"party\"", "\"drill\": true, \"party\"");
        refused(admin("/deployments", drill), 409, "machine-of-another-deployment")
                .body("errors.field", hasItem("standby.access.url"));
        admin("/deployments", body(other)).statusCode(201);
        refused(
                as(Tokens.admin())
                        .header("If-Match", "\"1\"")
                        .body(shared.replace("\"id\": \"" + other + "\", ", ""))
                        .put("/deployments/" + other),
                409,
                "machine-of-another-deployment");
        get("/deployments/" + other).header("ETag", equalTo("\"1\""));
    }

    /** However it is written; nobody is asked what a name means. */
    @ParameterizedTest
    @CsvSource({
        "https://node.example.net/x, https://NODE.example.net./x",
        "https://node.example.net/x, https://node.example.net:0443/a/../%78/",
        "https://192.0.2.77/x, https://[::ffff:192.0.2.77]/x",
        "https://192.0.2.77/x, https://[::FFFF:c000:24d]/x",
        "https://[2001:db8::7]:8443/x, https://[2001:DB8:0:0:0:0:0:7]:8443/x",
        "http://127.0.0.1:9/x, https://127.0.0.1:9/x",
        "https://my_node.example.net/x, https://My_node.example.net:443/x"
    })
    void anotherSpellingIsNoOtherMachine(String one, String other) {
        var d = unique("d");
        var path = "/x-" + d;
        var pair = """
                {"id": "%s", "party": "p1", "groups": ["telephony"],
                 "main": {"id": "a", "access": {"kind": "http", "url": "%s"}},
                 "standby": {"id": "b", "access": %s}}
                """;
        var manual = "{\"kind\": \"manual\"}";
        var second =
                "{\"kind\": \"http\", \"url\": \"" + other.replace("/x", path).replace("/%78", "/%78-" + d) + "\"}";
        var first = one.replace("/x", path);
        refused(admin("/deployments", pair.formatted(d, first, second)), 422, "machines-not-distinct")
                .body("errors.field", equalTo(List.of("standby.access.url")));
        admin("/deployments", pair.formatted(d, first, manual)).statusCode(201);
        refused(
                        admin("/deployments", pair.formatted(unique("d"), "https://" + d + ".example.net/", second)),
                        409,
                        "machine-of-another-deployment")
                .body("errors.field", equalTo(List.of("standby.access.url")));
    }

    @ParameterizedTest
    @CsvSource({"2001:db8::%s, 2001:DB8:0::%s", "%s.example.net, %S.example.net.", "192.0.2.%s, ::ffff:192.0.2.%s"})
    void anotherSpellingIsNoOtherHost(String one, String other) {
        var number = String.valueOf(SPELT.incrementAndGet());
        admin("/deployments", body(unique("d")).replaceFirst("a\\.d-\\w+\\.example\\.net", one.formatted(number)))
                .statusCode(201);
        var again = body(unique("d")).replaceFirst("a\\.d-\\w+\\.example\\.net", other.formatted(number));
        refused(admin("/deployments", again), 409, "machine-of-another-deployment")
                .body("errors.field", equalTo(List.of("main.access.host")));
    }

    @Test
    void ofTwoThatAreDefinedAtOnceAlikeNeitherIsRefused() throws Exception {
        for (int round = 0; round < 5; round++) {
            var same = body(unique("d"));
            Callable<Integer> define = () -> admin("/deployments", same).statusCode();
            try (var admins = Executors.newFixedThreadPool(3)) {
                var codes = new ArrayList<Integer>();
                for (var defined : admins.invokeAll(List.of(define, define, define))) {
                    codes.add(defined.get());
                }
                assertThat(codes).containsExactlyInAnyOrder(201, 200, 200);
            }
        }
    }

    @Test
    void ofTwoThatAreDefinedAtOnceWithOneMachineOneIsRefused() throws Exception {
        for (int round = 0; round < 5; round++) {
            var machines = body(unique("d"));
            Callable<Integer> define = () -> admin(
                            "/deployments",
                            machines.replaceFirst("\"id\": \"[^\"]*\"", "\"id\": \"" + unique("d") + "\""))
                    .statusCode();
            try (var admins = Executors.newFixedThreadPool(2)) {
                var codes = new ArrayList<Integer>();
                for (var defined : admins.invokeAll(List.of(define, define))) {
                    codes.add(defined.get());
                }
                assertThat(codes).containsExactlyInAnyOrder(201, 409);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["data", "management", "telephony"] | ["data", "data"]                                           | groups-not-valid   | groups
            [{"id": "m1"}]                      | [{"id": "m1"}, {"id": "m1"}]                               | nodes-not-distinct | mds[1].id
            [{"id": "m1"}]                      | [{"id": "cc-a"}]                                           | nodes-not-distinct | mds[0].id
            "main": {                           | "main": {"probes": {"services": "https://192.0.2.1/"},     | probes-not-valid   | main.probes.services
            "main": {                           | "main": {"probes": {"telephony": "http://192.0.2.1/"},     | probes-not-valid   | main.probes.telephony
            "standby": {                        | "standby": {"probes": {"management": "sip:192.0.2.1"},     | probes-not-valid   | standby.probes.management
            "standby": {                        | "standby": {"probes": {"telephony": "sip:0.0.0.0:5060"},   | probes-not-valid   | standby.probes.telephony
            "standby": {                        | "standby": {"probes": {"telephony": "sip:a@224.0.0.1;b=c"}, | probes-not-valid  | standby.probes.telephony
            "standby": {                        | "standby": {"probes": {"management": "http://[::]:80/x"},  | probes-not-valid   | standby.probes.management
            """)
    void nonsenseIsNoDefinition(String sense, String nonsense, String problem, String field) {
        refused(admin("/deployments", bodyWith(sense, nonsense)), 422, problem).body("errors.field", hasItem(field));
    }

    /** The contact centre has a Main and a Standby too. */
    private static String bodyWith(String sense, String other) {
        var body = body(unique("d"));
        var at = body.indexOf(sense);
        return body.substring(0, at) + other + body.substring(at + sense.length());
    }

    @Test
    void aMissingSecretIsSaidWhereTheNodeIsShown() {
        var d = unique("d");
        admin("/deployments", body(d)).statusCode(201);
        Eventually.holds(
                () -> get("/deployments/" + d).body("nodes[0].trouble", equalTo("There is no secret file:a.key")));
    }

    @Test
    void aModeThatIsNoneIsRefusedInTheWordsOfTheField() {
        var d = manual(THREE);
        for (var mode : List.of("foo", "Drain")) {
            refused(
                            post("/deployments/" + d + "/nodes/a/stop-services", "{\"mode\": \"" + mode + "\"}"),
                            400,
                            "invalid-request")
                    .body("errors.remedy", hasItem("One of drain, force"));
        }
    }

    @Test
    void anAccessOfAnotherKindIsRefusedWithTheKindsThereAre() {
        for (var kind : List.of("\"kind\": \"smoke\"", "\"limits\": {}")) {
            refused(
                            admin("/deployments", body(unique("d")).replace("\"kind\": \"http\"", kind)),
                            400,
                            "invalid-request")
                    .body("errors.field", hasItem("standby.access.kind"))
                    .body("errors.remedy", hasItem("One of manual, ssh, http"));
        }
    }

    @Test
    void onlyAnAdminDefines() {
        refused(post("/deployments", body(unique("d"))), 403, "forbidden");
    }

    @Test
    void aChangeNeedsTheVersionItsAuthorHasSeen() {
        var d = unique("d");
        admin("/deployments", body(d)).statusCode(201);
        var change = body(d).replace("\"id\": \"" + d + "\", ", "").replace("PT10S", "PT20S");
        as(Tokens.admin())
                .header("If-Match", "\"1\"")
                .body(change)
                .put("/deployments/" + d)
                .statusCode(204);
        get("/deployments/" + d).body("definition.main.access.limits.fence-data", equalTo("PT20S"));
        refused(
                as(Tokens.admin())
                        .header("If-Match", "\"1\"")
                        .body(change.replace("PT20S", "PT30S"))
                        .put("/deployments/" + d),
                412,
                "stale-version");
        refused(
                as(Tokens.admin())
                        .body(change.replace("[\"data\", \"management\", \"telephony\"]", "[\"data\"]"))
                        .put("/deployments/" + d),
                409,
                "groups-fixed");
    }

    @Test
    void aDryRunSaysOfNewCallsWhatIsTrue() {
        var holding = manual("[\"services\"]");
        assertThat(words(holding, "nodes/a/stop-services", "{\"mode\": \"force\"}", "stop-services-a"))
                .contains("Calls in progress on it are cut, and it takes no new ones.");
        assertThat(words(holding, "switchovers", "{\"direction\": \"FAILOVER\"}", "stop-services-a"))
                .contains("Calls in progress on it are cut, and new ones fail until the other node serves.");
        var sharing = unique("d");
        admin("/deployments", """
                {"id": "%s", "party": "p1", "groups": ["services"], "holdsData": false,
                 "main": {"id": "a", "access": {"kind": "manual"}}, "standby": {"id": "b", "access": {"kind": "manual"}}}
                """.formatted(sharing)).statusCode(201);
        assertThat(words(sharing, "switchovers", "{\"direction\": \"FAILOVER\"}", "stop-services-a"))
                .contains("Calls in progress on it are cut.");
    }

    private static String words(String d, String action, String body, String step) {
        return post("/deployments/" + d + "/" + action + "?dryRun=true", body)
                .statusCode(200)
                .path("steps.find { it.id == '" + step + "' }.description");
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        refused(admin("/deployments", body("Big D")), 400, "invalid-request").body("errors.field", hasItem("id"));
        var overTls =
                body("d").replaceFirst("\"main\": \\{", "\"main\": {\"probes\": {\"telephony\": \"sips:192.0.2.1\"},");
        refused(admin("/deployments", overTls), 400, "invalid-request")
                .body("errors.remedy", hasItem(containsString("begins with http:, https: or sip:")));
        refused(
                admin("/deployments", body(unique("d")).replace("\"id\": \"b\"", "\"id\": \"a\"")),
                422,
                "nodes-not-distinct");
        refused(admin("/deployments", body(unique("d")).replace("22", "0")), 422, "access-not-valid")
                .body("errors.field", hasItem("access.port"));
        refused(
                admin("/deployments", body(unique("d")).replace("[\"data\", ", "[\"services\", ")),
                422,
                "groups-not-valid");
        refused(
                admin("/deployments", body(unique("d")).replace(", \"expectHeader\": \"X-Node\"", "")),
                422,
                "edge-not-telling");
        for (var words : List.of(
                "\"expectMain\": \"xivo\", \"expectStandby\": \"xivo-standby\"",
                "\"expectMain\": \"xivo-main\", \"expectStandby\": \"xivo\"",
                "\"expectHeader\": \"X-Node\", \"expectMain\": \"xivo\", \"expectStandby\": \"xivo\"")) {
            refused(
                            admin("/deployments", body(unique("d")).replace("\"expectHeader\": \"X-Node\"", words)),
                            422,
                            "edge-not-telling")
                    .body("errors.field", hasItem("edge.expectStandby"));
        }
        refused(
                admin("/deployments", body(unique("d")).replace("\"party\"", "\"drain\": \"PT9H\", \"party\"")),
                422,
                "drain-not-valid");
        for (var follow : List.of("PT0.5S", "PT9H")) {
            var body = body(unique("d")).replace("\"party\"", "\"follow\": \"" + follow + "\", \"party\"");
            refused(admin("/deployments", body), 422, "follow-not-valid").body("errors.value", hasItem(follow));
        }
    }

    /** Nodes get them as words of a command line, where they would be options. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "id": "m1"      | "id": "-m1" | mds[0].id       | -m1
            "id": "cc-a"    | "id": "-c"  | cc.main.id      | -c
            "id": "cc-b"    | "id": "-c"  | cc.standby.id   | -c
            "id": "a"       | "id": "-a"  | main.id         | -a
            "id": "b"       | "id": "--"  | standby.id      | --
            "id": "d-       | "id": "-d-  | id              | -d-
            """)
    void noIdBeginsWithAHyphen(String plain, String option, String field, String value) {
        refused(admin("/deployments", bodyWith(plain, option)), 400, "invalid-request")
                .body("errors.field", equalTo(List.of(field)))
                .body("errors.rule", equalTo(List.of("plain-slug")))
                .body("errors[0].value", startsWith(value))
                .body("errors[0].remedy", equalTo("1 to 64 of a-z, 0-9 and -, not - first"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "host": "192.0.2.1" | "host": "0.0.0.0"          | host
            "host": "192.0.2.1" | "host": "::"               | host
            "host": "192.0.2.1" | "host": "255.255.255.255"  | host
            "host": "192.0.2.1" | "host": "10.0.0"           | host
            https://192.0.2.2 | https://0.0.0.0              | url
            https://192.0.2.2 | http://192.0.2.2             | url
            https://192.0.2.2 | http://127.0.0.1.example.net | url
            https://192.0.2.2 | http://127.0.0.1@192.0.2.2   | url
            https://192.0.2.2 | https://user:word@192.0.2.2  | url
            ssh-ed25519 AAAA  | ssh-dss AAAA                 | hostKeys
            ssh-ed25519 AAAA  | SHA256:x                     | hostKeys
            file:a.key        | file:/etc/shadow             | keyRef
            file:a.key        | file:../a.key                | keyRef
            file:a.key        | -----BEGIN-PRIVATE-KEY-----  | keyRef
            """)
    void aNodeIsReachedSafelyOrNotAtAll(String safe, String unsafe, String field) {
        var refused = admin("/deployments", nominal(unique("d")).replace(safe, unsafe));
        refused(refused, 422, "access-not-valid")
                .body("errors.field", hasItem("access." + field))
                .body("errors.rule", everyItem(not(containsString("[A-Za"))));
        if (field.equals("keyRef")) {
            refused.body(not(containsString(unsafe)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "fqdn": "cc-a.example.net"            | "fqdn": "0.0.0.0"               | cc.main.fqdn
            "fqdn": "cc-a.example.net"            | "fqdn": "2001:db8::1"           | cc.main.fqdn
            "fqdn": "edge.example.net"            | "fqdn": "224.0.0.1"             | edge.fqdn
            "probe": "https://edge.example.net/"  | "probe": "https://0.0.0.0/"     | edge.probe
            """)
    void noUserIsSentWhereNoMachineIs(String sense, String nonsense, String field) {
        refused(admin("/deployments", bodyWith(sense, nonsense)), 400, "invalid-request")
                .body("errors.field", hasItem(field));
    }

    @Test
    void whatIsUnknownIsNotFound() {
        refused(get("/deployments/" + unique("d")), 404, "deployment-not-found");
        refused(post("/deployments/" + unique("d") + "/nodes/a/start-services", "{}"), 404, "deployment-not-found");
        var d = manual(THREE);
        refused(post("/deployments/" + d + "/nodes/z/start-services", "{}"), 404, "node-not-found")
                .body("remedy", equalTo("GET /deployments/" + d + " lists its nodes."));
        refused(get("/deployments/" + d + "/switchovers/1"), 404, "switchover-not-found");
        for (var obligation : List.of("stop-a", "attested-" + "n".repeat(64) + "-telephony")) {
            var proof = "/deployments/" + d + "/obligations/" + obligation + "/proof";
            refused(post(proof, "{\"evidence\": \"x\"}"), 404, "obligation-not-found");
        }
    }

    @Test
    void deploymentsArePaged() {
        manual(THREE);
        manual(THREE);
        get("/deployments?limit=1").statusCode(200).body("", hasSize(1)).header("Link", containsString("next"));
    }
}
