package dev.switchover.migration.authorisation.rest;

import static dev.switchover.migration.Calls.approver;
import static dev.switchover.migration.Calls.cluster;
import static dev.switchover.migration.Calls.get;
import static dev.switchover.migration.Calls.migration;
import static dev.switchover.migration.Calls.operator;
import static dev.switchover.migration.Calls.post;
import static dev.switchover.migration.Calls.refused;
import static dev.switchover.migration.Calls.supplier;
import static dev.switchover.migration.Calls.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.switchover.kit.testing.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuthorisationResourceIT {

    private static final String REQUEST = "{\"neededBy\": \"2999-01-01T00:00:00Z\", \"reason\": \"change of hoster\"}";

    private String m = "";
    private String path = "";

    @BeforeEach
    void aTrunkByAddress() {
        var c = cluster();
        var s = supplier();
        post("/suppliers/" + s + "/trunks", """
                {"id": "ip", "cluster": "%s", "authorisation": "IP", "nodes": []}
                """.formatted(c)).statusCode(201);
        m = migration(c);
        path = "/migrations/" + m + "/authorisations/" + s + "/ip/";
    }

    private Answer list() {
        return get("/migrations/" + m + "/authorisations").statusCode(200);
    }

    @Test
    void toldIsNotDone() {
        post(path + "request", REQUEST).statusCode(204);
        list().body("", hasSize(2))
                .body("standing", everyItem(equalTo("REQUESTED")))
                .body("requestedBy", everyItem(equalTo("olga")));
        operator().post(path + "remind").statusCode(204);
        list().body("reminders", everyItem(equalTo(1)));
        post(path + "acknowledge", "{\"note\": \"ticket 7\"}").statusCode(204);
        list().body("standing", everyItem(equalTo("ACKNOWLEDGED")));
        var one = "{\"addresses\": [\"198.51.100.20\"], \"evidence\": \"200 OK\"}";
        post(path + "prove", one).statusCode(204);
        list().body("standing", hasItem("ACKNOWLEDGED"));
        post(path + "prove", "{\"evidence\": \"rtp seen\"}").statusCode(204);
        list().body("standing", everyItem(equalTo("PROVEN")));
    }

    @Test
    void aProofNeedsNoAcknowledgementAndMakesNoneUp() {
        post(path + "request", REQUEST).statusCode(204);
        post(path + "prove", "{\"evidence\": \"200 OK to INVITE\"}").statusCode(204);
        list().body("standing", everyItem(equalTo("PROVEN"))).body("acknowledgedAt", everyItem(nullValue()));
    }

    @Test
    void whatIsRequestedAgainBeginsAnew() {
        post(path + "request", REQUEST).statusCode(204);
        post(path + "acknowledge", "{\"note\": \"ticket 7\"}").statusCode(204);
        post(path + "refuse", "{\"reason\": \"no contract\"}").statusCode(204);
        post(path + "request", REQUEST).statusCode(204);
        list().body("standing", everyItem(equalTo("REQUESTED")))
                .body("acknowledgedAt", everyItem(nullValue()))
                .body("note", everyItem(nullValue()))
                .body("refusedAt", everyItem(nullValue()))
                .body("refusal", everyItem(nullValue()));
    }

    @Test
    void onlyAnApproverWaives() {
        var body = "{\"reason\": \"admits everybody\"}";
        refused(post(path + "waive", body), 403, "forbidden");
        approver().body(body).post(path + "waive").statusCode(204);
        list().body("waivedBy", everyItem(equalTo("anna")));
    }

    /** What he says afterwards may still be written down: whether he admits the address outlasts the migration. */
    @Test
    void nobodyIsRemindedAfterTheEnd() {
        post(path + "request", REQUEST).statusCode(204);
        post("/migrations/" + m + "/abort", "{\"reason\": \"contract kept\"}").statusCode(202);
        refused(operator().post(path + "remind"), 409, "migration-closed");
        refused(post(path + "request", REQUEST), 409, "migration-closed");
        list().body("reminders", everyItem(equalTo(0)));
        post(path + "acknowledge", "{\"note\": \"ticket 7\"}").statusCode(204);
        post(path + "prove", "{\"evidence\": \"200 OK\"}").statusCode(204);
        post(path + "refuse", "{\"reason\": \"taken back\"}").statusCode(204);
        list().body("standing", everyItem(equalTo("REFUSED")));
    }

    @Test
    void everyRefusalSaysWhy() {
        var early = Map.of("prove", "{\"evidence\": \"x\"}", "acknowledge", "{}", "refuse", "{\"reason\": \"x\"}");
        early.forEach((what, body) -> {
            refused(post(path + what, body), 409, "authorisation-not-requested")
                    .body("remedy", equalTo("POST " + path + "request first."));
            refused(post(path.replace(m, unique("m")) + what, body), 404, "migration-not-found");
            refused(post(path.replace("/ip/", "/none/") + what, body), 404, "trunk-not-found");
        });
        refused(operator().post(path + "remind"), 409, "authorisation-not-requested");
        refused(post(path + "request", REQUEST.replace("2999", "2001")), 422, "needed-by-in-the-past")
                .body("errors.field", hasItem("neededBy"));
        refused(post(path + "request", "{}"), 400, "invalid-request").body("errors.field", hasItem("neededBy"));
        refused(post(path.replace("/ip/", "/none/") + "request", REQUEST), 404, "trunk-not-found");
        refused(post(path.replace(m, unique("m")) + "request", REQUEST), 404, "migration-not-found");
        post(path + "request", REQUEST).statusCode(204);
        var otherDate = REQUEST.replace("2999", "2998");
        refused(post(path + "request", otherDate), 409, "authorisation-already-requested")
                .body("remedy", containsString("POST " + path + "refuse, then " + path + "request"));
        var strange = "{\"addresses\": [\"203.0.113.1\"], \"evidence\": \"x\"}";
        refused(post(path + "prove", strange), 422, "address-not-concerned");
        post(path + "refuse", "{\"reason\": \"no contract\"}").statusCode(204);
        refused(post(path + "acknowledge", "{}"), 409, "authorisation-in-wrong-state")
                .body("remedy", containsString("POST " + path + "request"));
        refused(operator().post(path + "remind"), 409, "authorisation-not-awaited");
        post(path + "request", otherDate).statusCode(204);
        post(path + "prove", "{\"evidence\": \"a call was admitted\"}").statusCode(204);
        refused(post(path + "request", REQUEST), 409, "authorisation-already-requested")
                .body("remedy", containsString("Nothing to do"));
    }
}
