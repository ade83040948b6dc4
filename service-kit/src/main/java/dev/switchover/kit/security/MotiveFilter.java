package dev.switchover.kit.security;

import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes over why something is done, {@code Switchover-Reason} and {@code Switchover-Ticket}, and asks for it where it must be told. */
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
public class MotiveFilter implements ContainerRequestFilter {

    private static final String REASON = "Switchover-Reason";
    private static final String TICKET = "Switchover-Ticket";
    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_TICKET = 100;

    private final ResourceInfo resource;
    private final Motive motive;

    MotiveFilter(ResourceInfo resource, Motive motive) {
        this.resource = resource;
        this.motive = motive;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var reason = request.getHeaderString(REASON);
        var ticket = request.getHeaderString(TICKET);
        var offences = Stream.of(tooLong(REASON, reason, LONGEST_REASON), tooLong(TICKET, ticket, LONGEST_TICKET))
                .flatMap(List::stream)
                .toList();
        if (!offences.isEmpty()) {
            request.abortWith(Problem.of("invalid-request", 400, "A header is too long.")
                    .errors(offences)
                    .toResponse());
            return;
        }
        if ((reason == null || reason.isBlank()) && isReasonNeeded()) {
            var whatToDo = "Say why, in up to " + LONGEST_REASON + " characters";
            request.abortWith(Problem.of("invalid-request", 400, "It cannot be taken back, so the reason is kept.")
                    .errors(List.of(new Offence(REASON, "not-blank", reason, whatToDo)))
                    .toResponse());
            return;
        }
        motive.set(reason, ticket);
    }

    private boolean isReasonNeeded() {
        var method = resource.getResourceMethod();
        return method != null && method.isAnnotationPresent(ReasonNeeded.class);
    }

    private static List<Offence> tooLong(String header, @Nullable String value, int longest) {
        return value == null || value.length() <= longest
                ? List.of()
                : List.of(new Offence(header, "length", value, "At most " + longest + " characters"));
    }
}
