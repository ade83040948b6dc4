package dev.switchover.kit.problem.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.switchover.kit.problem.Nearest;
import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import dev.switchover.kit.problem.Wanted;
import dev.switchover.kit.problem.Years;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says where a JSON body cannot be read, and what was expected there. */
final class UnreadableBody {

    private static final Pattern GIVEN = Pattern.compile("(\\w+) value \\((?:token|[\"']?(.*?)[\"']?\\))");
    /** How Jackson's account begins; it goes on with the name of our class. */
    private static final String TRAILING = "Trailing token";

    private static final Map<String, String> KINDS =
            Map.of("Object", "an object", "Array", "a list", "String", "text", "Boolean", "true or false");

    private UnreadableBody() {}

    static Problem problem(JsonProcessingException unreadable) {
        return switch (unreadable) {
            case StreamReadException malformed -> malformed(malformed);
            case UnrecognizedPropertyException unknown ->
                invalid(unknown, "known-field", unknown.getPropertyName(), "Known here: " + known(unknown));
            case InvalidTypeIdException kind -> UnknownKind.problem(path(kind), kind);
            case InvalidFormatException wrong
            when wrong.getTargetType().isEnum() ->
                invalid(wrong, "one-of", wrong.getValue(), "One of " + constants(wrong));
            case InvalidFormatException wrong
            when wrong.getTargetType() == Years.class ->
                invalid(wrong, "year", wrong.getValue(), "One " + Years.IN_WORDS);
            case InvalidFormatException wrong -> invalid(wrong, "type", wrong.getValue(), "Write " + wanted(wrong));
            case MismatchedInputException more when more.getOriginalMessage().startsWith(TRAILING) -> trailing(more);
            case MismatchedInputException wrong -> invalid(wrong, "type", given(wrong), "Write " + wanted(wrong));
            case ValueInstantiationException refused -> invalid(refused, "value", null, reason(refused));
            case JsonMappingException other
            when !other.getPath().isEmpty() -> invalid(other, "value", null, "A value that fits the field");
            default -> Problem.of("malformed-json", 400, "The body cannot be read as JSON.");
        };
    }

    /** With the parser's own account, but for where in the parser a limit is set. */
    private static Problem malformed(StreamReadException malformed) {
        var account = malformed
                .getOriginalMessage()
                .replaceAll("\\(code \\d+\\)|,? from `[^`]*`", "")
                .strip();
        var where = where(malformed);
        return Problem.of("malformed-json", 400, "The body is not JSON" + where + ": " + account)
                .errors(List.of(new Offence("body", "json", null, "Correct it" + where)));
    }

    private static Problem trailing(MismatchedInputException more) {
        var where = where(more);
        return Problem.of("malformed-json", 400, "Something follows the JSON document" + where + ".")
                .errors(List.of(new Offence("body", "json", null, "One JSON document, and nothing after it" + where)));
    }

    /** As far as Jackson says: the value itself, or of what kind it is. */
    private static @Nullable String given(MismatchedInputException wrong) {
        var said = GIVEN.matcher(wrong.getOriginalMessage());
        if (!said.find()) {
            return null;
        }
        return said.group(2) == null ? KINDS.get(said.group(1)) : said.group(2);
    }

    private static String wanted(MismatchedInputException wrong) {
        var type = wrong.getTargetType();
        return type == null ? "a value that fits" : Wanted.of(type);
    }

    private static Problem invalid(JsonMappingException at, String rule, @Nullable Object value, String remedy) {
        var path = path(at);
        var offence = new Offence(path.isEmpty() ? "body" : path, rule, Offence.bounded(value), remedy);
        return Problem.of("invalid-request", 400, "The request breaks 1 rule(s).")
                .errors(List.of(offence));
    }

    private static String where(JsonProcessingException unreadable) {
        var at = unreadable.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static String path(JsonMappingException at) {
        var path = at.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }

    private static String known(UnrecognizedPropertyException unknown) {
        var names = unknown.getKnownPropertyIds();
        return names == null
                ? "nothing"
                : String.join(
                        ", ",
                        Nearest.first(
                                unknown.getPropertyName(),
                                names.stream().map(Object::toString).toList()));
    }

    private static String constants(InvalidFormatException wrong) {
        var all = Arrays.stream(wrong.getTargetType().getEnumConstants())
                .map(Object::toString)
                .toList();
        return String.join(", ", Nearest.first(String.valueOf(wrong.getValue()), all));
    }

    /** Our own value objects say what they want; anything else says nothing about our insides. */
    private static String reason(ValueInstantiationException refused) {
        return refused.getCause() instanceof IllegalArgumentException ours && ours.getMessage() != null
                ? ours.getMessage()
                : "A complete value";
    }
}
