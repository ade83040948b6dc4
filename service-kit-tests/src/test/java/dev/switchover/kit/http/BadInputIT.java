package dev.switchover.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BadInputIT {

    private static Request operator() {
        return Request.as(Tokens.operator()).contentType("application/json");
    }

    private static Request viewer() {
        return Request.as(Tokens.viewer());
    }

    private static Answer problem(Answer answer, int status, String slug) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + slug))
                .body("status", equalTo(status));
    }

    private static Answer refused(String body, int status, String slug) {
        return problem(operator().body(body).post("/things"), status, slug);
    }

    @Test
    void everyOffendingFieldIsListedAtOnce() {
        refused("{\"id\":\"Not A Slug\",\"parts\":[{\"name\":\"\",\"count\":0}]}", 400, "invalid-request")
                .body("errors", hasSize(3))
                .body("errors.field", hasItems("id", "parts[0].count", "parts[0].name"))
                .body("errors.rule", hasItems("slug", "positive", "not-blank"))
                .body("errors[0].value", equalTo("Not A Slug"))
                .body("errors[0].remedy", equalTo("1 to 64 of a-z, 0-9 and -"));
    }

    @Test
    void anIdOfTenThousandCharactersIsNotSentBack() {
        var id = "x".repeat(10_000);
        refused("{\"id\":\"" + id + "\"}", 400, "invalid-request").body("errors[0].value.length()", equalTo(100));
        problem(viewer().get("/things/" + id), 400, "invalid-request")
                .body("errors[0].field", equalTo("id"))
                .body("errors[0].value", endsWith("…"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                  | malformed-json",
                "not json                           | malformed-json",
                "{\"id\":\"a\"} trailing            | malformed-json",
                "{\"id\":\"a\"}{}                    | malformed-json",
                "{\"id\":\"a\"} 1                   | malformed-json",
                "{\"id\":5}                         | invalid-request",
                "{\"id\":true}                      | invalid-request",
                "{\"id\":[\"a\"]}                   | invalid-request",
                "{\"id\":\"a\",\"colour\":\"BLUE\"} | invalid-request",
                "{\"id\":\"a\",\"colour\":1}        | invalid-request",
                "{\"id\":\"a\",\"at\":\"soon\"}     | invalid-request",
                "{\"id\":\"a\",\"parts\":{}}        | invalid-request",
                "{\"id\":\"a\",\"parts\":[{\"name\":\"n\",\"count\":\"1\"}]} | invalid-request",
                "{\"id\":\"a\",\"parts\":[{\"name\":\"n\",\"count\":1.5}]}   | invalid-request",
                "{\"id\":\"a\",\"parts\":[{\"name\":\"n\",\"count\":null}]}  | invalid-request",
                "{\"id\":\"a\",\"parts\":[{\"name\":\"n\",\"count\":99999999999}]} | invalid-request",
                "{\"id\":\"a\",\"colr\":\"RED\"}    | invalid-request",
                "{\"id\":\"a\\u0000\"}              | invalid-request",
                "{\"id\":\"a\",\"notes\":{\"n\":\"\\ud800\"}} | invalid-request",
                "{\"id\":\"a\",\"notes\":{\"n\":\"\\u0000\"}} | invalid-request",
                "{\"id\":\"a\",\"notes\":{\"\\u0000\":\"n\"}} | invalid-request",
                "{\"id\":\"a\",\"notes\":{\"\\udc00\":\"n\"}} | invalid-request",
                "{\"\\ud800\":\"a\"}            | malformed-json",
                "{\"id\":\"\\ud800\"}           | invalid-request",
                "{\"id\":\"a\",\"colour\":\"\\ud800\"} | invalid-request",
                "{\"id\":\"a\",\"at\":\"\\ud800\"} | invalid-request",
                "{\"id\":\"a\",\"at\":1764039593}  | invalid-request",
                "{\"id\":\"a\",\"id\":\"b\"}         | malformed-json",
                "{\"id\":\"a\",\"parts\":[{\"name\":\"n\",\"count\":1e999999999}]} | invalid-request",
                "{\"id\":\"a\",\"parts\":[{\"name\":\"n\",\"count\":-0}]} | invalid-request",
                "{\"id\":\"a\",\"at\":\"+1000000000-12-31T23:59:59Z\"}  | invalid-request",
                "[]                                 | invalid-request",
                "null                               | body-missing",
                "''                                 | body-missing",
                "'  '                               | body-missing",
            })
    void whatCannotBeReadIsRefused(String body, String slug) {
        refused(body, 400, slug);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        refused("{\"notes\":" + "[".repeat(2_000), 400, "invalid-request");
        refused("[".repeat(2_000), 400, "invalid-request");
    }

    /** JSON is UTF-8, with or without its mark; what is not is refused, not guessed. */
    @ParameterizedTest
    @CsvSource({"ISO-8859-1, 400", "UTF-8, 200"})
    void anotherEncodingIsNotGuessed(String encoding, int status) throws Exception {
        var body = "{\"id\":\"a\",\"notes\":{\"name\":\"Zo\u00eb\"}}".getBytes(encoding);
        operator().body(body).post("/things").statusCode(status);
    }

    @Test
    void theMarkOfUtf8IsNoPartOfTheText() {
        operator().body("\ufeff{\"id\":\"a\"}".getBytes(UTF_8)).post("/things").statusCode(200);
    }

    @Test
    void saysWhatWouldHaveBeenUnderstood() {
        refused("{\"id\":\"a\",\"colour\":\"BLUE\"}", 400, "invalid-request")
                .body("errors[0].field", equalTo("colour"))
                .body("errors[0].rule", equalTo("one-of"))
                .body("errors[0].value", equalTo("BLUE"))
                .body("errors[0].remedy", equalTo("One of GREEN, RED"));
        refused("{\"id\":\"a\",\"parts\":[{\"name\":\"n\",\"count\":\"1\"}]}", 400, "invalid-request")
                .body("errors[0].field", equalTo("parts[0].count"));
    }

    /** Nobody who writes a request knows how our classes are called. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"a\",\"parts\":{}}  | parts | an object | Write a list",
                "{\"id\":[\"a\"]}             | id | a list | Write text",
                "{\"id\":\"a\",\"patience\":5} | patience | 5 | Write a duration, like PT30M",
                "{\"id\":\"a\",\"patience\":1.5} | patience | 1.5 | Write a duration, like PT30M",
                "{\"id\":\"a\",\"patience\":\"5\"} | patience | 5 | Write a duration, like PT30M",
                "{\"id\":\"a\",\"at\":\"soon\"} | at | soon | Write a time with its zone, like 2026-01-31T12:00:00Z",
                "{\"id\":\"a\",\"on\":\"soon\"} | on | soon | Write a day, like 2026-01-31",
                "{\"id\":\"a\",\"on\":5} | on | 5 | Write a day, like 2026-01-31",
                "{\"id\":\"a\",\"at\":5} | at | 5 | Write a time with its zone, like 2026-01-31T12:00:00Z",
                "{\"id\":\"a\",\"parts\":[1]} | parts[0] | 1 | 'Write a JSON object with name, count'",
                "{\"id\":\"a\",\"parts\":[{\"name\":\"n\",\"count\":\"1\"}]} | parts[0].count | 1 | Write a whole number",
                "{\"id\":\"a\\u0000\"} | id | a\ufffd | Write text without U+0000 and without halves of characters",
                "{\"id\":\"a\",\"colr\":\"RED\"} | colr | colr | 'Known here: colour, on, at, id, notes, parts, patience'",
                "[] | body | a list | 'Write a JSON object with id, colour, at, on, patience, parts, notes'",
            })
    void saysInWordsWhatIsWanted(String body, String field, String value, String remedy) {
        refused(body, 400, "invalid-request")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].value", equalTo(value))
                .body("errors[0].remedy", equalTo(remedy))
                .body("remedy", notNullValue());
    }

    /** PostgreSQL and readers of JSON do not take every year that Java does. */
    @ParameterizedTest
    @CsvSource({
        "at, -0044-03-15T00:00:00Z",
        "at, 1899-12-31T23:59:59Z",
        "at, +10000-01-01T00:00:00Z",
        "at, +999999999-12-31T23:59:59Z",
        "on, -0044-03-15",
        "on, 1899-12-31",
        "on, +10000-01-01",
        "on, +999999999-12-31"
    })
    void anImpossibleYearIsRefused(String field, String value) {
        refused("{\"id\":\"a\",\"%s\":\"%s\"}".formatted(field, value), 400, "invalid-request")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].rule", equalTo("year"))
                .body("errors[0].value", equalTo(value))
                .body("errors[0].remedy", equalTo("One in the years 1900 to 9999"));
    }

    @ParameterizedTest
    @CsvSource({"1900-01-01, 1900-01-01T00:00:00Z", "9999-12-31, 9999-12-31T23:59:59Z"})
    void theFirstYearAndTheLastAreTaken(String day, String time) {
        operator()
                .body("{\"id\":\"a\",\"on\":\"%s\",\"at\":\"%s\"}".formatted(day, time))
                .post("/things")
                .statusCode(200);
    }

    @Test
    void saysWhereAndWhyABodyIsNotJson() {
        refused("{\"id\":\"a\",\n\"id\":\"b\"}", 400, "malformed-json")
                .body("detail", startsWith("The body is not JSON (line 2, column "))
                .body("detail", containsString("Duplicate"))
                .body("errors[0].field", equalTo("body"))
                .body("remedy", notNullValue());
        refused("[".repeat(2_000), 400, "invalid-request");
    }

    @Test
    void whatFollowsTheDocumentIsRefusedInWords() {
        refused("{\"id\":\"a\"}{}", 400, "malformed-json")
                .body("detail", equalTo("Something follows the JSON document (line 1, column 11)."))
                .body("errors[0].value", nullValue());
    }

    @Test
    void saysWhatBodyIsMissing() {
        refused("", 400, "body-missing")
                .body("errors[0].field", equalTo("body"))
                .body("remedy", startsWith("Send a JSON object with id, colour, at, on, patience, parts, notes"));
        problem(operator().contentType("text/csv").post("/things/csv"), 400, "body-missing")
                .body("remedy", startsWith("Send text/csv"));
    }

    @Test
    void refusesWhatWouldBeLostBecauseNobodyReadsIt() {
        var cancel = "/operations/none/cancel";
        problem(operator().body("{\"reason\":\"too late\"}").post(cancel), 400, "invalid-request")
                .body("errors[0].field", equalTo("body"))
                .body("remedy", containsString("Switchover-Reason"));
        problem(operator().body("{}").post(cancel), 404, "operation-unknown");
        problem(operator().post(cancel), 404, "operation-unknown");
    }

    @Test
    void saysWhichTypeOfBodyTheAddressTakes() {
        problem(operator().body("{}").post("/things/csv"), 415, "unsupported-media-type")
                .body("detail", equalTo("This address takes text/csv."))
                .body("errors[0].field", equalTo("Content-Type"))
                .body("errors[0].value", startsWith("application/json"))
                .body("remedy", startsWith("Send text/csv"));
        problem(operator().contentType("text/csv").body("a").post("/things"), 415, "unsupported-media-type")
                .body("detail", equalTo("This address takes application/json."));
    }

    @Test
    void noStringHoldsTheZeroCharacter() {
        problem(viewer().get("/things/a%00b"), 400, "invalid-request");
        problem(viewer().get("/things/a?q=%00"), 400, "invalid-request");
    }

    @Test
    void aQueryOfTheWrongTypeIsRefused() {
        viewer().get("/things/of?colour=RED").statusCode(200);
        problem(viewer().get("/things/of?colour=BLUE"), 400, "invalid-request")
                .body("errors[0].field", equalTo("colour"))
                .body("errors[0].value", containsString("BLUE"));
    }

    @Test
    void unknownPlacesMethodsAndTypes() {
        problem(viewer().get("/nowhere"), 404, "not-found");
        problem(viewer().get("/things/number/nine"), 404, "not-found");
        problem(operator().delete("/things"), 405, "method-not-allowed").header("Allow", containsString("POST"));
        problem(viewer().accept("image/png").get("/things/a"), 406, "not-acceptable");
        problem(
                Request.as(Tokens.operator())
                        .contentType("application/xml")
                        .body("<x/>")
                        .post("/things"),
                415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({"text/html", "text/plain", "application/xml", "text/*"})
    void nothingButJsonIsAnswered(String type) {
        problem(viewer().accept(type).get("/things/a"), 406, "not-acceptable");
        problem(operator().accept(type).get("/counters"), 406, "not-acceptable");
        problem(operator().accept(type).body("{\"id\":\"a\"}").post("/things"), 406, "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"text/html, application/xml;q=0.9, */*;q=0.8", "text/html, application/json;q=0.5", "application/*"
            })
    void whoTakesJsonAmongOthersGetsJson(String types) {
        viewer().header("Accept", types)
                .get("/things/a")
                .statusCode(200)
                .contentType("application/json")
                .body("id", equalTo("a"));
        operator()
                .header("Accept", types)
                .get("/counters?limit=1")
                .statusCode(200)
                .contentType("application/json");
    }

    /** What JAX-RS takes for false would have a dry run carried out. */
    @ParameterizedTest
    @CsvSource({"fail=yes, yes", "fail=1, 1", "fail=on, on", "fail=TRUE, TRUE", "fail=, ''", "fail, ''"})
    void aFlagIsTrueOrFalse(String query, String value) {
        var raising = "/counters/" + UUID.randomUUID() + "/raise?";
        var answer = operator().body("{\"by\": 1}").post(raising + query);
        problem(answer, 400, "invalid-request")
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo("fail"))
                .body("errors[0].rule", equalTo("one-of"))
                .body("errors[0].value", equalTo(value))
                .body("errors[0].remedy", containsString("true"));
        for (var clear : List.of("fail=true", "fail=false")) {
            problem(operator().body("{\"by\": 1}").post(raising + clear), 404, "not-found");
        }
    }

    /** A slip in the name of a flag would have a dry run carried out as well. */
    @Test
    void whatTheQueryDoesNotKnowIsRefused() {
        var raising = "/counters/" + UUID.randomUUID() + "/raise?";
        var answer = operator().body("{\"by\": 1}").post(raising + "Fail=true&other=1");
        problem(answer, 400, "invalid-request")
                .body("errors.field", containsInAnyOrder("Fail", "other"))
                .body("errors.rule", hasItems("known-parameter", "known-parameter"))
                .body("errors.value", containsInAnyOrder("true", "1"))
                .body("errors[0].remedy", equalTo("Known here: fail"));
        problem(operator().body("{\"id\":\"a\"}").post("/things?dryRun=true"), 400, "invalid-request")
                .body("errors[0].field", equalTo("dryRun"))
                .body("errors[0].remedy", containsString("Leave it out"));
        problem(viewer().get("/things/of?color=RED"), 400, "invalid-request")
                .body("errors[0].remedy", equalTo("Known here: colour, after"));
        problem(operator().get("/counters?limt=2"), 400, "invalid-request")
                .body("errors[0].remedy", equalTo("Known here: limit, least, after"));
    }

    @Test
    void aFlagIsGivenOnce() {
        var twice = "/counters/" + UUID.randomUUID() + "/raise?fail=false&fail=true";
        problem(operator().body("{\"by\": 1}").post(twice), 400, "invalid-request")
                .body("errors[0].value", equalTo("false, true"));
    }

    /** Whichever of two was meant, the other would be dropped. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"limit=1&limit=2 | limit | 1, 2", "least=1&least= | least | 1, "})
    void aParameterIsGivenOnce(String query, String field, String values) {
        problem(operator().get("/counters?" + query), 400, "invalid-request")
                .body("errors[0].field", equalTo(field))
                .body("errors[0].rule", equalTo("once"))
                .body("errors[0].value", startsWith(values));
    }

    /** As nginx' auth_request, which makes a fault of its own of any other status. */
    @ParameterizedTest
    @CsvSource({"?nod=a", "?node=a&node=b", "?after=1", "?after=-1", "?node=%00"})
    void whoUnderstandsOneRefusalGetsNoOther(String query) {
        problem(Request.ofNobody().get("/things/check" + query), 403, "invalid-request");
        Request.ofNobody().accept("image/png").get("/things/check?node=a").statusCode(204);
        problem(Request.ofNobody().accept("image/png").get("/things/check?nod=a"), 403, "invalid-request");
    }

    @Test
    void aBodyThatIsMissingNeedsNoType() {
        problem(Request.as(Tokens.operator()).post("/things"), 400, "body-missing");
    }

    @Test
    void whatTheCommandSideRefuses() {
        problem(viewer().get("/things/fail/gone"), 404, "not-found")
                .body("detail", equalTo("There is no thing x."))
                .body("remedy", startsWith("Check the address"));
        problem(operator().body("{\"by\": 1}").post("/counters/none/raise"), 404, "not-found")
                .body("detail", equalTo("There is no counter none."))
                .body("remedy", equalTo("GET /counters lists what there is."));
        problem(viewer().get("/things/fail/stale"), 412, "stale-version").header("ETag", "\"7\"");
        problem(viewer().get("/things/fail/refused"), 409, "thing-in-use");
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "slow-database"})
    void aDatabaseThatDoesNotAnswerInTimeIsToBeAskedAgain(String how) {
        problem(viewer().get("/things/fail/" + how), 503, "database-away").header("Retry-After", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"raced", "locked", "deadlock", "unserializable"})
    void whoeverLostToOthersAgainAndAgainIsToldToRepeat(String how) {
        problem(viewer().get("/things/fail/" + how), 409, "concurrent-change").header("Retry-After", "1");
    }

    @Test
    void ourOwnFaultsSayNothingButANumber() {
        for (var how : new String[] {"sql", "other"}) {
            problem(viewer().get("/things/fail/" + how), 500, "internal-error")
                    .body("correlationId", notNullValue())
                    .body("detail", not(containsString("secret")))
                    .body("errors", nullValue());
        }
    }

    @ParameterizedTest
    @CsvSource({"/things, application/json, true", "/things, application/json, false", "/things/csv, text/csv, false"})
    void aBodyOfFiftyMegabytesIsRefusedInWords(String path, String type, boolean lengthIsSaid) throws Exception {
        var spaces = BodyPublishers.ofByteArrays(
                Collections.nCopies(50, "          ".repeat(104_857).getBytes(UTF_8)));
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .header("Authorization", "Bearer " + Tokens.operator())
                .header("Content-Type", type)
                .POST(lengthIsSaid ? BodyPublishers.fromPublisher(spaces, 50L * 1_048_570) : spaces);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("/problems/body-too-large");
        }
    }
}
