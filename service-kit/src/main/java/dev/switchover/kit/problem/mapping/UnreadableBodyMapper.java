package dev.switchover.kit.problem.mapping;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Wrong types reach us bare; other faults of a body come wrapped, see {@link HttpMapper}. */
@Provider
public class UnreadableBodyMapper implements ExceptionMapper<MismatchedInputException> {

    @Override
    public Response toResponse(MismatchedInputException unreadable) {
        return UnreadableBody.problem(unreadable).toResponse();
    }
}
