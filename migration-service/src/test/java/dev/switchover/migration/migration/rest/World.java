package dev.switchover.migration.migration.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.migration.Calls;
import dev.switchover.migration.cluster.domain.ClusterCommand.AddNode;
import dev.switchover.migration.cluster.domain.ClusterCommand.AttestInSync;
import dev.switchover.migration.cluster.domain.ClusterCommand.DefineCluster;
import dev.switchover.migration.cluster.domain.ClusterCommand.FinishReplicationStep;
import dev.switchover.migration.cluster.domain.ClusterCommand.StartReplication;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeFacts;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.cluster.domain.ReplicationStep;
import dev.switchover.migration.customer.domain.CustomerCommand.AddCustomer;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.ReachedBy;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A cluster of its own with two nodes and some customers, and the words to run a migration in it. */
final class World {

    final String cluster = "c-" + UUID.randomUUID().toString().substring(0, 8);
    final String migration = "m-" + cluster;
    private final Commands commands;
    private final Clock clock;

    World(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
        node("a", 1);
        node("b", 2);
    }

    void node(String node, int last) {
        var facts = new NodeFacts(new NodeId(node), "192.0.2." + last, List.of(), "https://" + node + ".example.net/");
        var id = new ClusterId(cluster);
        commands.send(last == 1 ? new DefineCluster(id, facts) : new AddNode(id, facts));
    }

    World replicated() {
        return replicatedTo("b");
    }

    World replicatedTo(String node) {
        var id = new ClusterId(cluster);
        var to = new NodeId(node);
        int attempt = commands.send(new StartReplication(id, to));
        for (var step : ReplicationStep.values()) {
            commands.send(new FinishReplicationStep(id, to, attempt, step, null, "done"));
        }
        commands.send(new AttestInSync(id, to, attempt, "lag 0", null, clock.instant()));
        return this;
    }

    /** Those with numbers up to {@code count}; who is there already stays so. */
    World customers(int count) {
        for (int i = 1; i <= count; i++) {
            commands.send(new AddCustomer(
                    new CustomerId(customer(i)),
                    "p-" + customer(i),
                    i % 2 == 0 ? ReachedBy.DOMAIN : ReachedBy.IP,
                    i % 2 == 0 ? customer(i) + ".example.org" : null,
                    cluster,
                    "a",
                    null,
                    ZoneOffset.UTC));
        }
        return this;
    }

    /** A customer to be added to the source. */
    String newCustomer(String id) {
        return """
                {"id": "%1$s-%2$s", "party": "p-%2$s", "reachedBy": "IP", "cluster": "%1$s", "node": "a"}
                """.formatted(cluster, id);
    }

    /** A file with a customer to be added to the source. */
    String csv(String id) {
        return "customer,party,reached_by,cluster,node\n%1$s-%2$s,p-%2$s,ip,%1$s,a\n".formatted(cluster, id);
    }

    String customer(int i) {
        return cluster + "-" + i;
    }

    /** Of a supplier who was not asked yet to admit the target's address; returns supplier and trunk. */
    String trunkByAddress() {
        var supplier = Calls.supplier();
        post("/suppliers/" + supplier + "/trunks", """
                        {"id": "main", "cluster": "%s", "authorisation": "IP", "nodes": ["a"]}
                        """.formatted(cluster)).statusCode(201);
        return supplier + "/main";
    }

    void trunkOn(String trunk, String... nodes) {
        as(Tokens.operator())
                .contentType("application/json")
                .body("{\"nodes\": [\"" + String.join("\", \"", nodes) + "\"]}")
                .put("/suppliers/" + trunk.replace("/", "/trunks/") + "/nodes")
                .statusCode(204);
    }

    /** One that is released before it is taken; returns supplier and trunk. */
    String exclusiveRegistrationOnTheSource() {
        var supplier = Calls.supplier();
        post("/suppliers/" + supplier + "/trunks", exclusive(cluster, supplier, "a"))
                .statusCode(201);
        return supplier + "/reg";
    }

    static String exclusive(String cluster, String login, String node) {
        return """
                {"id": "reg", "cluster": "%s", "authorisation": "REGISTRATION", "registrar": "sip.example.net",
                 "login": "%s", "policy": "REJECT_SECOND", "nodes": ["%s"]}
                """.formatted(cluster, login, node);
    }

    /** A trunk that came late and keeps the source from being removed; returns its path. */
    String registrationOnTheSource() {
        var supplier = Calls.supplier();
        post("/suppliers/" + supplier + "/trunks", """
                        {"id": "reg", "cluster": "%1$s", "authorisation": "REGISTRATION", "registrar": "sip.example.net",
                         "login": "%2$s", "policy": "ALLOW_MANY", "nodes": ["a"]}
                        """.formatted(cluster, supplier))
                .statusCode(201);
        return "/suppliers/" + supplier + "/trunks/reg";
    }

    /** Planned with no drain time and started. */
    World running() {
        post("/migrations", planning("PT0S")).statusCode(201);
        post("/migrations/" + migration + "/start", "{}").statusCode(204);
        return attested("reserve-routes");
    }

    String planning(String drain) {
        return """
                {"id": "%s", "cluster": "%s", "source": "a", "target": "b", "reason": "new hoster", "drainTime": "%s"}
                """.formatted(migration, cluster, drain);
    }

    World attested(String gate) {
        post("/migrations/" + migration + "/gates/" + gate + "/attestations", "{\"evidence\": \"seen\"}")
                .statusCode(204);
        return this;
    }

    /** Every customer told, and moved by one word. */
    World moved() {
        attested("dns-ttl-lowered");
        post(at("/waves"), "{\"id\": \"all\", \"allRemaining\": true}").statusCode(201);
        post(at("/waves/all/start"), "{}").statusCode(202);
        eventually(() -> wave(0, "phase").equals("ANNOUNCED"));
        post(at("/waves/all/moved"), "{\"evidence\": \"seen on b\"}").statusCode(202);
        eventually(() -> wave(0, "phase").equals("COMPLETED"));
        return this;
    }

    /** The source gone, each step confirmed. */
    World removed() {
        post(at("/remove-source"), "{}").statusCode(202);
        for (var step : List.of("prepare", "release", "delete-source")) {
            post(at("/removal/steps/" + step + "/done"), "{\"evidence\": \"done\"}")
                    .statusCode(204);
        }
        return this;
    }

    String at(String path) {
        return "/migrations/" + migration + path;
    }

    String wave(int index, String field) {
        return String.valueOf(status().<Object>path("waves[" + index + "]." + field));
    }

    Answer status() {
        return get("/migrations/" + migration).statusCode(200);
    }

    Answer get(String path) {
        return as(Tokens.operator()).get(path);
    }

    Answer post(String path, String body) {
        return as(Tokens.operator())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    private static Request as(String token) {
        return Request.as(token);
    }

    static void eventually(BooleanSupplier condition) {
        Eventually.holds(() -> assertThat(condition.getAsBoolean()).isTrue());
    }
}
