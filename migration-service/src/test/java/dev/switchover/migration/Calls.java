package dev.switchover.migration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.testing.Tokens;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** The REST face as its tests use it. */
public final class Calls {

    private Calls() {}

    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public static RequestSpecification operator() {
        return as(Tokens.operator());
    }

    public static RequestSpecification approver() {
        return as(Tokens.approver());
    }

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    public static Response post(String path, String body) {
        return operator().body(body).post(path);
    }

    public static Response get(String path) {
        return operator().get(path);
    }

    public static ValidatableResponse refused(Response response, int status, String problem) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + problem));
    }

    /** A cluster of the nodes a and b; returns its id. */
    public static String cluster() {
        var cluster = unique("c");
        post("/clusters", """
                {"id": "%s", "node": {"id": "a", "address": "192.0.2.10", "managementUrl": "https://a.example.net/"}}
                """.formatted(cluster)).then().statusCode(201);
        post("/clusters/" + cluster + "/nodes", """
                {"id": "b", "address": "198.51.100.20", "mediaAddresses": ["198.51.100.21"],
                 "managementUrl": "https://b.example.net/"}
                """).then().statusCode(201);
        return cluster;
    }

    public static String supplier() {
        var supplier = unique("s");
        post("/suppliers", """
                {"id": "%s", "party": "%s", "name": "Alpha Telecom"}
                """.formatted(supplier, supplier)).then().statusCode(201);
        return supplier;
    }

    /** A migration of that cluster from a to b; returns its id. */
    public static String migration(String cluster) {
        var migration = unique("m");
        post("/migrations", """
                {"id": "%s", "kind": "NEW_ADDRESS", "cluster": "%s", "source": "a", "target": "b",
                 "reason": "change of hoster"}
                """.formatted(migration, cluster)).then().statusCode(201);
        return migration;
    }
}
