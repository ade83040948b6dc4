package dev.switchover.kit.problem.mapping;

import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Lists every offending field of a request at once. */
@Provider
public class ValidationMapper implements ExceptionMapper<ConstraintViolationException> {

    private final UnforeseenMapper ourOwnFault;

    ValidationMapper(UnforeseenMapper ourOwnFault) {
        this.ourOwnFault = ourOwnFault;
    }

    @Override
    public Response toResponse(ConstraintViolationException invalid) {
        if (invalid.getConstraintViolations().stream().anyMatch(ValidationMapper::isOfAnAnswer)) {
            return ourOwnFault.toResponse(invalid);
        }
        var offences = invalid.getConstraintViolations().stream()
                .map(ValidationMapper::offence)
                .sorted(Comparator.comparing(Offence::field).thenComparing(Offence::rule))
                .toList();
        return Problem.of("invalid-request", 400, "The request breaks " + offences.size() + " rule(s).")
                .errors(offences)
                .toResponse();
    }

    private static boolean isOfAnAnswer(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    private static Offence offence(ConstraintViolation<?> violation) {
        var rule = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return new Offence(
                field(violation.getPropertyPath()),
                rule.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT),
                Offence.bounded(violation.getInvalidValue()),
                violation.getMessage());
    }

    /** The path as the client knows it: without our method's name and, for bodies, our parameter's. */
    private static String field(Path path) {
        var nodes = StreamSupport.stream(path.spliterator(), false)
                .filter(node -> node.getKind() != ElementKind.METHOD)
                .toList();
        var body = nodes.size() > 1 && nodes.getFirst().getKind() == ElementKind.PARAMETER;
        var text = new StringBuilder();
        for (var node : body ? nodes.subList(1, nodes.size()) : nodes) {
            text.append(text.isEmpty() ? "" : ".").append(node);
        }
        return text.toString().replaceAll("\\.?<[^>]*>", "");
    }
}
