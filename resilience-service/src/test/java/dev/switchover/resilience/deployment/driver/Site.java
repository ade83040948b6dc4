package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.admin;
import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A pair with its followers, all of them real servers on loopback. */
final class Site implements AutoCloseable {

    /** From one look at each node to the next. */
    static final Duration EVERY = watch("every");

    /** Several looks at each node. */
    static final Duration SEVERAL_LOOKS = EVERY.multipliedBy(3);

    /** How long a node's word counts. */
    static final Duration FRESH = watch("fresh");

    private static final String[] GROUPS = {"data", "management", "telephony"};

    final String d = unique("d");
    final HttpNode a = new HttpNode("a", "active", GROUPS);
    final HttpNode b = new HttpNode("b", "inactive", GROUPS);
    final HttpNode ccA = new HttpNode("cc-a", "active", "services");
    final HttpNode ccB = new HttpNode("cc-b", "inactive", "services");
    private final HttpServer edge;

    /** To which side the Edge leads whatever happens; none: it follows the calls. */
    volatile @Nullable String edgeStays;

    Site() throws IOException {
        a.newest = () -> b.position;
        b.newest = () -> a.position;
        edge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        edge.createContext("/", exchange -> {
            var calls = b.state("telephony").equals("active") ? "b" : "a";
            exchange.getResponseHeaders().add("X-Node", Objects.requireNonNullElse(edgeStays, calls));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        edge.start();
    }

    private static Duration watch(String name) {
        return ConfigProvider.getConfig().getValue("switchover.watch." + name, Duration.class);
    }

    /** Just the pair. */
    Site pair() {
        define(a.access(), b.access(), "");
        return this;
    }

    /** The pair, of which only telephony is moved. */
    Site calls() {
        define("[\"telephony\"]", a.access(), b.access(), "");
        return this;
    }

    /** The pair, with the limits of b's actions, as members of their JSON object. */
    Site pair(String limits) {
        define(a.access(), b.access(limits), "");
        return this;
    }

    /** The pair, with the limits of a's actions. */
    Site pairWhereMainHas(String limits) {
        define(a.access(limits), b.access(), "");
        return this;
    }

    /** The pair before a contact centre that is waited for two seconds. */
    Site contactCentre() {
        return contactCentre("PT2S");
    }

    /** The pair before a contact centre that is waited for so long. */
    Site contactCentre(String follow) {
        define(a.access(), b.access(), """
                , "follow": "%s",
                "cc": {"main": {"id": "cc-a", "fqdn": "cc-a.example.net", "access": %s},
                       "standby": {"id": "cc-b", "fqdn": "cc-b.example.net", "access": %s}}
                """.formatted(follow, ccA.access(), ccB.access()));
        return this;
    }

    /** The pair and two media servers that are waited for two seconds. */
    Site mediaServers() {
        define(a.access(), b.access(), ", \"follow\": \"PT2S\", \"mds\": [{\"id\": \"m1\"}, {\"id\": \"m2\"}]");
        return this;
    }

    /** The pair behind an Edge that is waited for two seconds. */
    Site behindAnEdge() {
        define(a.access(), b.access(), """
                , "follow": "PT2S",
                "edge": {"fqdn": "edge.example.net", "probe": "http://127.0.0.1:%d/", "expectHeader": "X-Node"}
                """.formatted(edge.getAddress().getPort()));
        return this;
    }

    Site whole() {
        define(a.access(), b.access(), """
                , "mds": [{"id": "m1"}, {"id": "m2"}],
                "cc": {"main": {"id": "cc-a", "fqdn": "cc-a.example.net", "access": %s},
                       "standby": {"id": "cc-b", "fqdn": "cc-b.example.net", "access": %s}},
                "edge": {"fqdn": "edge.example.net", "probe": "http://127.0.0.1:%d/", "expectHeader": "X-Node"}
                """.formatted(
                        ccA.access(), ccB.access(), edge.getAddress().getPort()));
        return this;
    }

    private void define(String accessA, String accessB, String more) {
        define("[\"data\", \"management\", \"telephony\"]", accessA, accessB, more);
    }

    private void define(String groups, String accessA, String accessB, String more) {
        admin("/deployments", """
                {"id": "%s", "party": "p1", "groups": %s, "drain": "PT5S",
                 "main": {"id": "a", "access": %s}, "standby": {"id": "b", "access": %s} %s}
                """.formatted(d, groups, accessA, accessB, more)).statusCode(201);
        shows("Active", "Inactive");
    }

    /** Nobody answers the Edge's probe any more. */
    void edgeOff() {
        edge.stop(0);
    }

    /** At the latest after the next look: one asked before an order and answered after it is of the older state. */
    void shows(String... status) {
        Eventually.holds(() -> assertThat(status())
                .as(() -> get("/deployments/" + d).asString())
                .containsExactly(status));
    }

    List<String> status() {
        return get("/deployments/" + d).path("nodes.status");
    }

    int switchover(String direction, String more) {
        return post("/deployments/" + d + "/switchovers", "{\"direction\": \"" + direction + "\"" + more + "}")
                .statusCode(202)
                .path("run");
    }

    String operation(int run) {
        return "/operations/run." + d + "." + run;
    }

    void ended(int run, String outcome) {
        Eventually.holds(() -> assertThat(get(operation(run)).<String>path("outcome"))
                .as(() -> get(operation(run)).asString())
                .isEqualTo(outcome));
    }

    void waits(int run) {
        Eventually.holds(() -> assertThat(get(operation(run)).<String>path("state"))
                .as(() -> get(operation(run)).asString())
                .isEqualTo("WAITING"));
    }

    List<String> owed() {
        return get("/deployments/" + d).path("obligations.id");
    }

    @Override
    public void close() {
        retire();
        List.of(a, b, ccA, ccB).forEach(HttpNode::close);
        edge.stop(0);
    }

    /** So that nobody looks for what is gone through all the tests that follow. Refused while a run goes on, which may be. */
    private void retire() {
        var version = get("/deployments/" + d).header("ETag");
        if (version != null) {
            as(Tokens.admin())
                    .header("Switchover-Reason", "its test is over")
                    .header("If-Match", version)
                    .delete("/deployments/" + d);
        }
    }
}
