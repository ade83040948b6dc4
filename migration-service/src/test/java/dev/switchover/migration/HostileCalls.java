package dev.switchover.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Calls nobody in his right mind makes, derived from the API's own description. */
final class HostileCalls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LONG = "x".repeat(10_000);
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private static final List<String> IDS =
            List.of(LONG, "no-such", "%00", "%ff", "a%20b", "..%2f..", "%F0%9F%8E%B7", "'", "NO-SUCH", "9999999999");
    private static final List<String> BODIES = List.of("", "{", "[]", "null", "5", "\"x\"", "{\"x\": 1}", "[[[[]]]]");
    private static final List<String> CURSORS = List.of("cAA", "c", "cYWJj", "c!!", "cYSBi", LONG);

    private final JsonNode description;
    private final Map<String, String> known;

    /** One request; the body is empty for none. */
    record Call(String method, String path, String body) {

        @Override
        public String toString() {
            return "%s %s %s".formatted(method, shortened(path), shortened(body));
        }

        private static String shortened(String text) {
            return text.length() > 400 ? text.substring(0, 400) + "…" : text;
        }
    }

    /** {@code known} are things that exist, by the names of the path's parameters. */
    HostileCalls(String description, Map<String, String> known) throws IOException {
        this.description = JSON.readTree(description);
        this.known = known;
    }

    List<Call> all() {
        var calls = new ArrayList<Call>();
        description.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> List.of("get", "post", "put").contains(method.getKey()))
                .forEach(method -> add(calls, method.getKey(), path.getKey(), method.getValue())));
        return calls;
    }

    private void add(List<Call> calls, String method, String path, JsonNode operation) {
        var schema = resolved(operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema"));
        var plausible = schema.isMissingNode() ? "" : example(schema, "").toString();
        IDS.forEach(id -> PARAMETER
                .matcher(path)
                .results()
                .forEach(parameter ->
                        calls.add(new Call(method, filled(path.replace(parameter.group(), id)), plausible))));
        if (method.equals("get")) {
            CURSORS.forEach(cursor -> calls.add(new Call(method, filled(path) + "?after=" + cursor, "")));
            calls.add(new Call(method, filled(path) + "?limit=-1&state=NONSENSE&node=%00&customer=" + LONG, ""));
            return;
        }
        BODIES.forEach(body -> calls.add(new Call(method, filled(path), body)));
        spoiled(schema).forEach(body -> calls.add(new Call(method, filled(path), body)));
    }

    /** The plausible body with one field at a time that is not. */
    private List<String> spoiled(JsonNode schema) {
        var bodies = new ArrayList<String>();
        schema.path("properties").properties().forEach(property -> hostile(resolved(property.getValue()))
                .forEach(value -> {
                    var body = (ObjectNode) example(schema, "");
                    body.putRawValue(property.getKey(), new RawValue(value));
                    bodies.add(body.toString());
                }));
        return bodies;
    }

    private static Stream<String> hostile(JsonNode schema) {
        return switch (schema.path("type").asText() + schema.path("format").asText()) {
            case "stringdate-time" ->
                Stream.of("\"soon\"", "\"+999999999-12-31T23:59:59Z\"", "\"-999999999-01-01T00:00:00Z\"", "5");
            case "stringdate" -> Stream.of("\"+999999999-12-31\"", "\"-999999999-01-01\"", "\"2026-02-30\"");
            case "stringduration" -> Stream.of("\"PT9223372036854775807S\"", "\"-PT1S\"", "\"P99999999999D\"", "5");
            case "integerint32", "integerint64", "integer" ->
                Stream.of("-1", "2147483648", "9223372036854775808", "1.5", "\"1\"");
            case "boolean" -> Stream.of("\"true\"", "1");
            case "array" -> Stream.of("\"x\"", "[null]", "[\"" + LONG + "\"]", "[5]", "{}");
            case "object" -> Stream.of("[]", "\"x\"", "{\"x\": 1}");
            default ->
                Stream.of("\"\"", "\"" + LONG + "\"", "\"\\ud800\"", "\"\\u0000\"", "\"'; --\"", "5", "[]", "null");
        };
    }

    private JsonNode example(JsonNode of, String name) {
        var schema = resolved(of);
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        return switch (schema.path("type").asText() + schema.path("format").asText()) {
            case "stringdate-time" -> JSON.valueToTree("2099-01-01T00:00:00Z");
            case "stringdate" -> JSON.valueToTree("2026-01-15");
            case "stringduration" -> JSON.valueToTree("PT1S");
            case "integerint32", "integerint64", "integer" -> JSON.valueToTree(1);
            case "boolean" -> JSON.valueToTree(false);
            case "array" -> JSON.createArrayNode();
            case "object" -> {
                var body = JSON.createObjectNode();
                schema.path("properties").properties().forEach(property -> {
                    if (!property.getKey().equals("override")
                            && !property.getKey().equals("planHash")) {
                        body.set(property.getKey(), example(property.getValue(), property.getKey()));
                    }
                });
                yield body;
            }
            default -> JSON.valueToTree(text(name));
        };
    }

    private String text(String name) {
        return switch (name) {
            case "id" -> "h-" + UUID.randomUUID();
            case "address" -> "192.0.2.7";
            case "amount" -> "1";
            case "currency" -> "EUR";
            case "timeZone" -> "UTC";
            case "managementUrl" -> "https://a.example/";
            case "onSourceSince" -> "2026-01-01";
            case "prefix" -> "44";
            default -> known.getOrDefault(name, "x1");
        };
    }

    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(description.at(schema.path("$ref").asText().substring(1)));
        }
        for (var several : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.has(several)) {
                return resolved(schema.path(several).path(0));
            }
        }
        return schema;
    }

    private String filled(String path) {
        return PARAMETER.matcher(path).replaceAll(parameter -> known.getOrDefault(parameter.group(1), "no-such"));
    }
}
