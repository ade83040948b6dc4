package dev.switchover.kit.problem.mapping;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which kinds of an object there are, where its body names none or another. */
final class UnknownKind {

    private UnknownKind() {}

    static Problem problem(String path, InvalidTypeIdException unknown) {
        var type = unknown.getBaseType().getRawClass();
        var field =
                Stream.of(path, property(type)).filter(part -> !part.isEmpty()).collect(Collectors.joining("."));
        var offence = new Offence(field, "one-of", Offence.bounded(unknown.getTypeId()), "One of " + kinds(type));
        return Problem.of("invalid-request", 400, "The request breaks 1 rule(s).")
                .errors(List.of(offence));
    }

    private static String property(Class<?> type) {
        var named = type.getAnnotation(JsonTypeInfo.class);
        return named == null ? "" : named.property();
    }

    private static String kinds(Class<?> type) {
        var known = type.getAnnotation(JsonSubTypes.class);
        return known == null
                ? "those the OpenAPI document names"
                : Arrays.stream(known.value()).map(JsonSubTypes.Type::name).collect(Collectors.joining(", "));
    }
}
