package dev.switchover.kit.problem.mapping;

import dev.switchover.kit.problem.Problem;
import dev.switchover.kit.problem.Rejection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

@Provider
public class RejectionMapper implements ExceptionMapper<Rejection> {

    @Override
    public Response toResponse(Rejection rejection) {
        var answer = Problem.of(rejection).respond();
        if (rejection.kind() == Rejection.Kind.STALE && rejection.members().get("version") instanceof Long version) {
            answer.header(HttpHeaders.ETAG, "\"" + version + "\"");
        }
        return answer.build();
    }
}
