package dev.switchover.migration.customer.rest;

import static dev.switchover.migration.Api.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.migration.Api;
import dev.switchover.migration.customer.claims.CustomerLookup;
import dev.switchover.migration.customer.claims.OpenNodes;
import dev.switchover.migration.customer.domain.CustomerCommand.AnnounceMove;
import dev.switchover.migration.customer.domain.CustomerCommand.ConfirmMove;
import dev.switchover.migration.customer.domain.CustomerCommand.RevertMove;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.CustomerStanding;
import dev.switchover.migration.customer.domain.Proof;
import dev.switchover.migration.imports.domain.ImportCommand.AppendPiece;
import dev.switchover.migration.imports.domain.ImportCommand.CheckFile;
import dev.switchover.migration.imports.domain.ImportCommand.EndImport;
import dev.switchover.migration.imports.domain.ImportId;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CustomerResourceIT {

    private final Commands commands;
    private final CustomerLookup lookup;
    private final OpenNodes nodes;
    private final String id = "acme-" + UUID.randomUUID();
    private String cluster = "";

    CustomerResourceIT(Commands commands, CustomerLookup lookup, OpenNodes nodes) {
        this.commands = commands;
        this.lookup = lookup;
        this.nodes = nodes;
    }

    @BeforeEach
    void setUp() {
        cluster = Api.cluster(commands);
    }

    @Test
    void addsACustomerOnce() {
        add("a", "sip.acme.example").statusCode(201);
        add("a", "sip.acme.example").statusCode(200);
        add("b", "sip.acme.example")
                .statusCode(409)
                .body("type", equalTo("/problems/customer-exists-with-other-content"));

        operator()
                .get("/customers/" + id)
                .statusCode(200)
                .body("node", equalTo("a"))
                .body("state", equalTo("ASSIGNED"))
                .body("sinceStated", equalTo(true))
                .body("onSourceSince", equalTo("2024-12-31T23:00:00Z"));
        operator()
                .queryParam("cluster", cluster)
                .queryParam("node", "a")
                .queryParam("state", "ASSIGNED")
                .get("/customers")
                .statusCode(200)
                .body("customer", equalTo(List.of(id)));
    }

    @Test
    void refusesWhatCannotBe() {
        add("c", "sip.acme.example").statusCode(422).body("type", equalTo("/problems/unknown-node"));
        add("a", "no domain").statusCode(422).body("type", equalTo("/problems/invalid-domain"));
        operator().get("/customers/" + id).statusCode(404);
        operator()
                .contentType("application/json")
                .body(Map.of("id", "x".repeat(10_000)))
                .post("/customers")
                .statusCode(400);
    }

    @Test
    void letsOnlyOperatorsAdd() {
        Api.as(Tokens.viewer())
                .contentType("application/json")
                .body(Map.of("id", id))
                .post("/customers")
                .statusCode(403);
    }

    @Test
    void movesAndCounts() {
        add("a", "sip.acme.example").statusCode(201);
        announce();
        assertThat(lookup.count(cluster, "a")).containsEntry(CustomerStanding.ANNOUNCED, 1L);
        assertThat(lookup.stragglers("m-" + cluster, Instant.now().plusSeconds(7200), 10))
                .hasSize(1);

        confirm();

        assertThat(lookup.countOn(cluster, "a")).isZero();
        assertThat(lookup.countOn(cluster, "b")).isEqualTo(1);
        Eventually.holds(() -> operator()
                .queryParam("cluster", cluster)
                .queryParam("node", "b")
                .get("/customers")
                .body("customer", hasItem(id)));
    }

    @Test
    void putsNobodyOnANodeThatIsBeingRemoved() {
        add("a", "sip.acme.example").statusCode(201);
        announce();
        confirm();
        commands.together(() -> {
            nodes.close(cluster, "a");
            return true;
        });

        assertThatThrownBy(() -> commands.send(
                        new RevertMove(new CustomerId(id), "m-" + cluster, "one-way audio", Instant.now())))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("is being removed");
        var other = id + "2";
        operator()
                .contentType("application/json")
                .body(request(other, "a", "sip.acme.example"))
                .post("/customers")
                .statusCode(409)
                .body("type", equalTo("/problems/node-being-removed"));
        assertThat(lookup.countOn(cluster, "a")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-300000-01-01T00:00:00Z", "1899-12-31T23:59:59Z", "1899-12-31", "0000-01-01"})
    void nobodyIsThereSinceAnImpossibleYear(String since) {
        var customer = new HashMap<>(request(id, "a", "sip.acme.example"));
        customer.put("onSourceSince", since);
        operator()
                .contentType("application/json")
                .body(customer)
                .post("/customers")
                .statusCode(422)
                .body("errors[0].field", equalTo("onSourceSince"))
                .body("errors[0].value", equalTo(since))
                .body("errors[0].remedy", endsWith("from 1900 on."));
    }

    @Test
    void importsWhatIsSoundAndReportsTheRest() {
        var header = "email,customer,party,reached_by,domain,cluster,node,on_source_since,time_zone\n";
        var csv = header
                + row(id + "1", "ip", "", "a", "2025-01-01", "Europe/Paris")
                + row(id + "2", "domain", "sip.acme.example", "a", "", "")
                + row(id + "3", "pigeon", "", "a", "2999-01-01", "Nowhere/Land")
                + row(id + "1", "ip", "", "a", "", "")
                + row(id + "4", "ip", "", "c", "", "")
                + row("UPPER", "ip", "", "a", "", "")
                + row(id + "5", "ip", "", "a", "-300000-01-01T00:00:00Z", "");

        var done = Api.imported(
                "/customers/import", csv, Map.of("Switchover-Reason", "new tenants", "Switchover-Ticket", "T-78"));

        assertThat(done.<String>path("outcome")).isEqualTo("INCOMPLETE");
        assertThat(done.<Integer>path("appended")).isEqualTo(2);
        assertThat(done.<Integer>path("refused")).isEqualTo(5);
        operator()
                .get("/operations/" + done.<String>path("id"))
                .statusCode(200)
                .body("requestedBy", equalTo("olga"))
                .body("reason", equalTo("new tenants"))
                .body("ticket", equalTo("T-78"));
        assertThat(done.<List<?>>path("ignoredColumns")).isEqualTo(List.of("email"));
        operator()
                .get("/imports/" + done.<String>path("id") + "/report")
                .statusCode(200)
                .body("row", equalTo(List.of(4, 5, 6, 7, 8)))
                .body("[0].findings.field", equalTo(List.of("reached_by", "time_zone", "on_source_since")))
                .body("[1].findings[0].rule", equalTo("twice-in-file"))
                .body("[2].findings[0].rule", equalTo("unknown-node"))
                .body("[3].findings[0].rule", equalTo("slug"))
                .body("[4].findings[0].field", equalTo("on_source_since"))
                .body("[4].findings[0].remedy", endsWith("from 1900 on."));
        assertThat(lookup.countOn(cluster, "a")).isEqualTo(2);

        var again = Api.imported("/customers/import", csv);
        assertThat(again.<Integer>path("appended")).isZero();
        assertThat(again.<Integer>path("skipped")).isEqualTo(2);
        assertThat(lookup.countOn(cluster, "a")).isEqualTo(2);
    }

    @Test
    void stepsRepeatedAfterACrashDoubleNothing() {
        var csv = "customer,party,reached_by,cluster,node\n%s1,p,ip,%s,a\n".formatted(id, cluster);
        var done = Api.imported("/customers/import", csv);
        var importId = new ImportId(done.<String>path("id"));

        commands.send(new CheckFile(importId));
        boolean more = commands.send(new AppendPiece(importId));
        commands.send(new EndImport(importId));

        assertThat(more).isFalse();
        assertThat(lookup.countOn(cluster, "a")).isEqualTo(1);
        operator()
                .get("/operations/" + importId.value())
                .statusCode(200)
                .body("outcome", equalTo("SUCCEEDED"))
                .body("done", equalTo(1));
    }

    @Test
    void appendsAllOrNothing() {
        var csv = "customer,party,reached_by,cluster,node\n%s1,p,ip,%s,a\n%s2,p,ip,%s,z\n"
                .formatted(id, cluster, id, cluster);

        var done = Api.imported("/customers/import?allOrNothing=true", csv);

        assertThat(done.<String>path("outcome")).isEqualTo("REJECTED");
        assertThat(lookup.countOn(cluster, "a")).isZero();
        operator()
                .get("/operations/" + done.<String>path("id"))
                .body("outcome", equalTo("REJECTED"))
                .body("done", equalTo(0))
                .body("total", equalTo(2));
    }

    @Test
    void refusesFilesAsAWhole() {
        Api.postCsv("/customers/import", "customer,party\n1,2\n")
                .statusCode(422)
                .body("type", equalTo("/problems/csv-header"));
        Api.postCsv("/customers/import", "customer,party,reached_by,cluster,node\n")
                .statusCode(422)
                .body("type", equalTo("/problems/file-empty"));
    }

    private void announce() {
        commands.send(new AnnounceMove(
                new CustomerId(id),
                "m-" + cluster,
                "one",
                "a",
                "192.0.2.0",
                "b",
                "192.0.2.1",
                Instant.now().plusSeconds(3600)));
    }

    private void confirm() {
        commands.send(new ConfirmMove(
                new CustomerId(id), "m-" + cluster, Proof.ATTESTED, "call", Instant.now(), Duration.ofDays(1)));
    }

    private String row(String customer, String reachedBy, String domain, String node, String since, String zone) {
        return String.join(",", "x@y", customer, "p", reachedBy, domain, cluster, node, since, zone) + "\n";
    }

    private Answer add(String node, String domain) {
        return operator()
                .contentType("application/json")
                .body(request(id, node, domain))
                .post("/customers");
    }

    private Map<String, Object> request(String customer, String node, String domain) {
        return Map.of(
                "id",
                customer,
                "party",
                "acme-ltd",
                "reachedBy",
                "DOMAIN",
                "domain",
                domain,
                "cluster",
                cluster,
                "node",
                node,
                "onSourceSince",
                "2025-01-01",
                "timeZone",
                "Europe/Paris");
    }
}
