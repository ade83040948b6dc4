package dev.switchover.kit.operation;

import dev.switchover.kit.problem.Rejection;
import java.util.Optional;

/** A bean that knows some of the operations: those whose ids it finds. */
public interface OperationSource {

    Optional<Operation> find(String id);

    /** Confirms as the second person. */
    default void approve(String id) {
        throw cannot("approved", id);
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
