package dev.switchover.migration;

import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import java.util.UUID;

/** The REST face as its tests use it. */
public final class Calls {

    private Calls() {}

    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public static Request operator() {
        return as(Tokens.operator());
    }

    public static Request approver() {
        return as(Tokens.approver());
    }

    public static Request as(String token) {
        return Request.as(token).contentType("application/json");
    }

    public static Answer post(String path, String body) {
        return operator().body(body).post(path);
    }

    public static Answer get(String path) {
        return operator().get(path);
    }

    public static Answer refused(Answer response, int status, String problem) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + problem));
    }

    /** A cluster of the nodes a and b; returns its id. */
    public static String cluster() {
        var cluster = unique("c");
        post("/clusters", """
                {"id": "%s", "node": {"id": "a", "address": "192.0.2.10", "managementUrl": "https://a.example.net/"}}
                """.formatted(cluster)).statusCode(201);
        post("/clusters/" + cluster + "/nodes", """
                {"id": "b", "address": "198.51.100.20", "mediaAddresses": ["198.51.100.21"],
                 "managementUrl": "https://b.example.net/"}
                """).statusCode(201);
        return cluster;
    }

    public static String supplier() {
        var supplier = unique("s");
        post("/suppliers", """
                {"id": "%s", "party": "%s", "name": "Alpha Telecom"}
                """.formatted(supplier, supplier)).statusCode(201);
        return supplier;
    }

    /** A migration of that cluster from a to b; returns its id. */
    public static String migration(String cluster) {
        var migration = unique("m");
        post("/migrations", """
                {"id": "%s", "kind": "NEW_ADDRESS", "cluster": "%s", "source": "a", "target": "b",
                 "reason": "change of hoster"}
                """.formatted(migration, cluster)).statusCode(201);
        return migration;
    }
}
