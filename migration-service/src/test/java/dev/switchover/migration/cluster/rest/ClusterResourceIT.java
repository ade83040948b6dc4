package dev.switchover.migration.cluster.rest;

import static dev.switchover.migration.Calls.cluster;
import static dev.switchover.migration.Calls.get;
import static dev.switchover.migration.Calls.operator;
import static dev.switchover.migration.Calls.post;
import static dev.switchover.migration.Calls.refused;
import static dev.switchover.migration.Calls.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Request;
import dev.switchover.migration.cluster.domain.ClusterCommand.MoveManagement;
import dev.switchover.migration.cluster.domain.ClusterCommand.RemoveNode;
import dev.switchover.migration.cluster.domain.ClusterCommand.SuspendManagement;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ClusterResourceIT {

    @Inject
    Commands commands;

    private static String body(String cluster) {
        return """
                {"id": "%s", "node": {"id": "a", "address": "192.0.2.10", "mediaAddresses": ["192.0.2.11"]}}
                """.formatted(cluster);
    }

    @Test
    void theFirstNodeOwnsManagementInEpochOne() {
        var c = unique("c");
        post("/clusters", body(c)).statusCode(201).header("Location", endsWith("/clusters/" + c));
        get("/clusters/" + c)
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("management.owner", equalTo("a"))
                .body("management.epoch", equalTo(1))
                .body("nodes", hasSize(1))
                .body("nodes[0].managementUrl", equalTo("https://192.0.2.10/"))
                .body("nodes[0].mediaAddresses", hasItem("192.0.2.11"))
                .body("nodes[0].replication", nullValue());
        get("/clusters/" + c + "/management").statusCode(200).body("owner", equalTo("a"));
    }

    @Test
    void createdTwiceIsTheSameAndWithOtherContentRefused() {
        var c = unique("c");
        post("/clusters", body(c)).statusCode(201);
        post("/clusters", body(c)).statusCode(200);
        refused(post("/clusters", body(c).replace("192.0.2.10", "192.0.2.99")), 409, "exists-with-other-content");
    }

    @Test
    void aNodeJoins() {
        var c = cluster();
        var b = """
                {"id": "b", "address": "198.51.100.20", "mediaAddresses": ["198.51.100.21"],
                 "managementUrl": "https://b.example.net/"}
                """;
        post("/clusters/" + c + "/nodes", b).statusCode(200);
        get("/clusters/" + c + "/nodes/b").statusCode(200).body("state", equalTo("JOINED"));
        refused(
                post("/clusters/" + c + "/nodes", b.replace("198.51.100.20", "198.51.100.99")),
                409,
                "exists-with-other-content");
    }

    @Test
    void twoNodesHaveNoAddressInCommon() {
        var nodes = "/clusters/" + cluster() + "/nodes";
        post(nodes, "{\"id\": \"c\", \"address\": \"2001:db8::3\"}").statusCode(201);
        refused(post(nodes, """
                                {"id": "d", "address": "192.0.2.44", "mediaAddresses": ["2001:DB8:0::3"]}"""), 409, "address-of-another-node")
                .body("errors[0].field", equalTo("mediaAddresses"))
                .body("errors[0].value", equalTo("2001:DB8:0::3"))
                .body("errors[0].remedy", containsString("node c"));
        refused(
                        post(nodes + "/c/correct", "{\"address\": \"198.51.100.21\", \"reason\": \"x\"}"),
                        409,
                        "address-of-another-node")
                .body("errors[0].field", equalTo("address"));
    }

    @Test
    void whatIsUnknownIsNotFound() {
        refused(get("/clusters/" + unique("c")), 404, "cluster-not-found");
        refused(get("/clusters/" + unique("c") + "/management"), 404, "cluster-not-found");
        refused(get("/clusters/" + cluster() + "/nodes/z"), 404, "node-not-found");
        refused(post("/clusters/" + unique("c") + "/nodes", """
                        {"id": "b", "address": "192.0.2.1"}"""), 404, "cluster-not-found");
    }

    @Test
    void badInputIsRefusedFieldByField() {
        refused(post("/clusters", """
                        {"id": "Big Cluster", "node": {"id": "a", "address": "not an address"}}"""), 400, "invalid-request")
                .body("errors.field", hasItem("id"))
                .body("errors.field", hasItem("node.address"));
        refused(post("/clusters", """
                        {"id": "c", "node": {"id": "a", "address": "192.0.2.1", "managementUrl": "https://x/> evil"}}"""), 400, "invalid-request").body("errors.field", hasItem("node.managementUrl"));
        refused(post("/clusters", body("x".repeat(10_000))), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999.999.1.1",
                "192.0.2",
                "sbc.example.42",
                "2001:db8::1::2",
                "192.0.2.1:5060",
                "0.0.0.0",
                "::",
                "255.255.255.255",
                "224.0.0.1",
                "ff02::1"
            })
    void whatIsNoAddressIsRefused(String address) {
        refused(
                        post(
                                "/clusters",
                                body(unique("c")).replace("192.0.2.10", address).replace("192.0.2.11", address)),
                        400,
                        "invalid-request")
                .body("errors.field", hasItem("node.address"))
                .body("errors.field", hasItem("node.mediaAddresses[0]"))
                .body("errors.rule", everyItem(equalTo("host")));
    }

    @Test
    void clustersArePaged() {
        cluster();
        cluster();
        var page = get("/clusters?limit=1");
        page.statusCode(200).body("", hasSize(1));
        var next = page.header("Link").replaceAll(".*<([^>]*)>.*", "$1");
        operator().get(next).statusCode(200).body("[0].id", greaterThan(page.path("[0].id")));
    }

    /** What the proxy before the settings pages asks, without a token. */
    @Nested
    class TheManagementCheck {

        private void admitted(String path) {
            Request.ofNobody().get("/clusters/" + path).statusCode(204);
        }

        private void sentTo(@Nullable String link, String path) {
            Request.ofNobody()
                    .get("/clusters/" + path)
                    .statusCode(403)
                    .header("Link", link == null ? nullValue() : equalTo("<" + link + ">; rel=\"alternate\""));
        }

        @Test
        void admitsTheOwnerAndSendsOthersThere() {
            var c = cluster();
            admitted(c + "/management/a");
            admitted(c + "/management/a?epoch=1");
            sentTo("https://a.example.net/", c + "/management/b");
            sentTo("https://a.example.net/", c + "/management/b?epoch=1");
            sentTo("https://a.example.net/", c + "/management/a?epoch=0");
            sentTo("https://a.example.net/", c + "/management/a?epoch=2");
        }

        @Test
        void answers403ToWhateverIsUnknownOrMalformed() {
            var c = cluster();
            sentTo("https://a.example.net/", c + "/management/nobody");
            sentTo("https://a.example.net/", c + "/management/" + "x".repeat(3000));
            sentTo("https://a.example.net/", c + "/management/a?epoch=one");
            sentTo("https://a.example.net/", c + "/management/a?epoch=");
            sentTo("https://a.example.net/", c + "/management/a?epoch=99999999999999999999");
            sentTo(null, "nowhere/management/a");
        }

        /** Any other status would be a fault to nginx' auth_request. */
        @Test
        void refusesAMisspeltQueryByTheSameStatus() {
            var c = cluster();
            for (var slip : List.of("?epoc=1", "?epoch=1&epoch=1", "?after=-1", "?after=999999999", "?epoch=%00")) {
                Request.ofNobody()
                        .get("/clusters/" + c + "/management/a" + slip)
                        .statusCode(403)
                        .contentType("application/problem+json")
                        .body("status", equalTo(403));
            }
        }

        @Test
        void refusesTheOldEpochFromTheInstantOfTheMove() {
            var c = cluster();
            commands.send(new SuspendManagement(new ClusterId(c), "removal"));
            sentTo(null, c + "/management/a");
            sentTo(null, c + "/management/b");
            commands.send(new MoveManagement(new ClusterId(c), new NodeId("b")));
            sentTo("https://b.example.net/", c + "/management/a?epoch=1");
            sentTo("https://b.example.net/", c + "/management/b?epoch=1");
            admitted(c + "/management/b?epoch=2");
            admitted(c + "/management/b");
            commands.send(new RemoveNode(new ClusterId(c), new NodeId("a")));
            sentTo("https://b.example.net/", c + "/management/a");
        }
    }
}
