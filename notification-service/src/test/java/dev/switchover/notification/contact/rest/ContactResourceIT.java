package dev.switchover.notification.contact.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.notification.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class ContactResourceIT {

    private static final String ANN =
            "{'recipients':[{'email':'ann@acme.example','language':'fr','name':'Ann','timeZone':'Europe/Paris'}]}";
    private static final String BOB = "{'recipients':[{'email':'bob@acme.example'}]}";

    private final String contact = "/contacts/p-" + UUID.randomUUID();

    @Test
    void whatIsPutCanBeRead() {
        as("operator").body(json(ANN)).put(contact).statusCode(200).header("ETag", "\"1\"");

        as("operator")
                .get(contact)
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("recipients", hasSize(1))
                .body("recipients[0].email", equalTo("ann@acme.example"))
                .body("recipients[0].language", equalTo("fr"))
                .body("recipients[0].timeZone", equalTo("Europe/Paris"));
    }

    @Test
    void whatIsNotSaidIsEnglishAndUtc() {
        as("operator")
                .body(json(BOB))
                .put(contact)
                .statusCode(200)
                .body("recipients[0].language", equalTo("en"))
                .body("recipients[0].timeZone", equalTo("Z"));
    }

    @Test
    void aChangeOfWhatHasChangedMeanwhileIsRefused() {
        as("operator").body(json(ANN)).put(contact).statusCode(200);
        as("operator").body(json(BOB)).put(contact).header("ETag", "\"2\"");

        as("operator")
                .header("If-Match", "\"1\"")
                .body(json(ANN))
                .put(contact)
                .statusCode(412)
                .header("ETag", "\"2\"")
                .body("type", containsString("stale-version"));
        as("operator")
                .header("If-Match", "\"2\"")
                .body(json(ANN))
                .put(contact)
                .statusCode(200)
                .header("ETag", "\"3\"");
    }

    @Test
    void theSameAgainChangesNothing() {
        as("operator").body(json(ANN)).put(contact).statusCode(200);

        as("operator").body(json(ANN)).put(contact).statusCode(200).header("ETag", "\"1\"");
    }

    @Test
    void erasedIsGone() {
        as("operator").body(json(ANN)).put(contact).statusCode(200);

        as("operator").delete(contact).statusCode(204);

        as("operator").get(contact).statusCode(404).body("type", containsString("contact-unknown"));
    }

    @Test
    void nobodyCanBeErasedWhoWasNeverThere() {
        as("operator")
                .delete(contact)
                .statusCode(404)
                .body("type", containsString("contact-unknown"))
                .body("remedy", equalTo("PUT " + contact + "."));
    }

    /** Whoever stands there twice would get every mail twice. */
    @ParameterizedTest
    @CsvSource({"ann@acme.example", "ann@ACME.example"})
    void anAddressIsGivenOnce(String again) {
        var twice =
                "{'recipients':[{'email':'ann@acme.example'},{'email':'Ann@acme.example'},{'email':'" + again + "'}]}";
        as("operator")
                .body(json(twice))
                .put(contact)
                .statusCode(422)
                .body("type", containsString("contact-invalid"))
                .body("errors.field", contains("recipients[2].email"))
                .body("errors[0].rule", equalTo("each address once per party"))
                .body("errors[0].remedy", equalTo("Leave out all but one."));
    }

    @Test
    void everyOffendingFieldIsNamedAndNoneIsRepeated() {
        var bad = "{'recipients':[{'email':'not an address','language':'de','timeZone':'Mars/Olympus'},"
                + "{'email':'ok@acme.example','name':'two\\nlines'}]}";

        as("operator")
                .body(json(bad))
                .put(contact)
                .statusCode(422)
                .body("type", containsString("contact-invalid"))
                .body(
                        "errors.field",
                        hasItems(
                                "recipients[0].email",
                                "recipients[0].language",
                                "recipients[0].timeZone",
                                "recipients[1].name"))
                .body(not(containsString("not an address")));
    }

    /** Each is refused in words, and nothing of it is kept. */
    @ParameterizedTest
    @MethodSource("hostile")
    void whatCannotBeMeantIsRefused(String body) {
        as("operator")
                .body(json(body))
                .put(contact)
                .statusCode(oneOf(400, 422))
                .contentType("application/problem+json")
                .body("errors", not(empty()));
        as("operator").get(contact).statusCode(404);
    }

    static List<String> hostile() {
        return List.of(
                "{}",
                "[]",
                "{'recipients':null}",
                "{'recipients':{}}",
                "{'recipients':[null]}",
                "{'recipients':['a@b.example']}",
                "{'recipients':[{}]}",
                "{'recipients':[{'email':7}]}",
                "{'recipients':[{'email':'a@b.example','mail':'a@b.example'}]}",
                "{'recipients':[{'email':'" + "a".repeat(10_000) + "@b.example'}]}",
                "{'recipients':[{'email':'a@" + "b".repeat(10_000) + "'}]}",
                "{'recipients':[{'email':'a@b.example\\r\\nBcc: x@y.example'}]}",
                "{'recipients':[{'email':'a@b.example, c@d.example'}]}",
                "{'recipients':[{'email':'Ann <a@b.example>'}]}",
                "{'recipients':[{'email':'a@b.example','name':'\\u0000'}]}",
                "{'recipients':[{'email':'a@b.example','name':'\\ud800'}]}",
                "{'recipients':[{'email':'a@b.example','name':'Ann\\r\\nSubject: mine'}]}",
                "{'recipients':[{'email':'a@b.example','name':'" + "n".repeat(10_000) + "'}]}",
                "{'recipients':[{'email':'a@b.example','language':'EN'}]}",
                "{'recipients':[{'email':'a@b.example','timeZone':'" + "z".repeat(10_000) + "'}]}",
                "{'recipients':[" + "{'email':'a@b.example'},".repeat(50) + "{'email':'a@b.example'}]}");
    }

    @Test
    void anAbsurdPartyIsRefused() {
        as("operator")
                .body(json(ANN))
                .put("/contacts/" + "x".repeat(10_000))
                .statusCode(400)
                .body("errors[0].field", equalTo("party"));
    }

    @Test
    void nobodyAtAllIsRefused() {
        as("operator").body(json("{'recipients':[]}")).put(contact).statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({"viewer, GET", "approver, GET", "integrator, GET", "integrator, DELETE", "viewer, DELETE"})
    void personalDataIsNotForEveryone(String role, String method) {
        as(role).send(method, contact).statusCode(403);
    }

    @Test
    void withoutATokenThereIsNothing() {
        Request.ofNobody().get(contact).statusCode(401);
    }

    private static Request as(String role) {
        return Request.ofNobody()
                .header("Authorization", "Bearer " + Tokens.of("otto", role))
                .contentType("application/json");
    }

    private static String json(String quotedSingly) {
        return quotedSingly.replace('\'', '"').replace("\n", "\\n");
    }
}
