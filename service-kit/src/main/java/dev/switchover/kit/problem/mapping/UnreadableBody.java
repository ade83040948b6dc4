package dev.switchover.kit.problem.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says where a JSON body cannot be read, and what was expected there. */
final class UnreadableBody {

    private UnreadableBody() {}

    static Problem problem(JsonProcessingException unreadable) {
        return switch (unreadable) {
            case StreamReadException malformed ->
                Problem.of("malformed-json", 400, "The body is not JSON" + where(malformed) + ".");
            case UnrecognizedPropertyException unknown ->
                invalid(unknown, "known-field", unknown.getPropertyName(), "Known here: " + known(unknown));
            case InvalidTypeIdException kind -> UnknownKind.problem(path(kind), kind);
            case InvalidFormatException wrong
            when wrong.getTargetType().isEnum() ->
                invalid(wrong, "one-of", wrong.getValue(), "One of " + constants(wrong.getTargetType()));
            case InvalidFormatException wrong ->
                invalid(wrong, "type", wrong.getValue(), "A value of type " + name(wrong.getTargetType()));
            case MismatchedInputException wrong ->
                invalid(wrong, "type", null, "A value of type " + name(wrong.getTargetType()));
            case ValueInstantiationException refused -> invalid(refused, "value", null, reason(refused));
            case JsonMappingException other
            when !other.getPath().isEmpty() -> invalid(other, "value", null, "A value that fits the field");
            default -> Problem.of("malformed-json", 400, "The body cannot be read as JSON.");
        };
    }

    private static Problem invalid(JsonMappingException at, String rule, @Nullable Object value, String remedy) {
        var offence = new Offence(path(at), rule, Offence.bounded(value), remedy);
        return Problem.of("invalid-request", 400, "The request breaks 1 rule(s).")
                .errors(List.of(offence));
    }

    private static String where(StreamReadException malformed) {
        var at = malformed.getLocation();
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
                : names.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String name(@Nullable Class<?> type) {
        return type == null ? "another kind" : type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Our own value objects say what they want; anything else says nothing about our insides. */
    private static String reason(ValueInstantiationException refused) {
        return refused.getCause() instanceof IllegalArgumentException ours && ours.getMessage() != null
                ? ours.getMessage()
                : "A complete value";
    }
}
