package dev.switchover.kit.operation;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import java.util.Optional;
import java.util.Set;

/** A bean that knows some of the operations: those whose ids it finds. */
public interface OperationSource {

    Optional<Operation> find(String id);

    /** Confirms as the second person. */
    default void approve(String id) {
        throw cannot("approved", id);
    }

    /** The roles of those who may cancel: of those who may begin what the operation is. */
    default Set<String> cancelledBy() {
        return Set.of(Roles.OPERATOR);
    }

    default void cancel(String id) {
        throw cannot("cancelled", id);
    }

    default void retry(String id) {
        throw cannot("retried", id);
    }

    private static Rejection cannot(String what, String id) {
        return Rejection.conflict("operation-cannot", "The operation " + id + " cannot be " + what + ".");
    }
}
