package dev.switchover.kit.security;

import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes over why something is done: {@code Switchover-Reason} and {@code Switchover-Ticket}. */
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
public class MotiveFilter implements ContainerRequestFilter {

    private static final String REASON = "Switchover-Reason";
    private static final String TICKET = "Switchover-Ticket";
    private static final int LONGEST_REASON = 1000;
    private static final int LONGEST_TICKET = 100;

    private final Motive motive;

    MotiveFilter(Motive motive) {
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
        motive.set(reason, ticket);
    }

    private static List<Offence> tooLong(String header, @Nullable String value, int longest) {
        return value == null || value.length() <= longest
                ? List.of()
                : List.of(new Offence(header, "length", value, "At most " + longest + " characters"));
    }
}
