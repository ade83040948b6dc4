package dev.switchover.kit.problem.mapping;

import dev.switchover.kit.problem.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** No token, a token that does not hold, a token whose roles do not reach. */
@Priority(Priorities.USER)
public class SecurityMappers {

    @ServerExceptionMapper
    public Response noToken(UnauthorizedException missing) {
        return unauthenticated("A signed token is needed: Authorization: Bearer …", "Bearer");
    }

    @ServerExceptionMapper
    public Response badToken(AuthenticationFailedException refused) {
        return unauthenticated(
                "The token is expired, not signed by our issuer, or made for someone else.",
                "Bearer error=\"invalid_token\"");
    }

    @ServerExceptionMapper
    public Response wrongRole(ForbiddenException refused) {
        return Problem.of("forbidden", 403, "The token's roles do not allow this.")
                .remedy("Ask a person who has the role, or an administrator for it.")
                .toResponse();
    }

    private static Response unauthenticated(String detail, String challenge) {
        return Problem.of("unauthenticated", 401, detail)
                .remedy("Get a fresh token from the issuer.")
                .respond()
                .header("WWW-Authenticate", challenge)
                .build();
    }
}
