package dev.switchover.migration.imports.staging;

import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.operation.Operation.Outcome;
import dev.switchover.kit.operation.Operation.State;
import dev.switchover.kit.operation.OperationSource;
import dev.switchover.migration.imports.domain.ImportOutcome;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Imports as operations. The report of refused rows is at the subject's address. */
@Singleton
public class ImportOperations implements OperationSource {

    private final ImportTable imports;

    ImportOperations(ImportTable imports) {
        this.imports = imports;
    }

    @Override
    public Optional<Operation> find(String id) {
        return imports.find(id).map(ImportOperations::operation);
    }

    private static Operation operation(Import it) {
        return new Operation(
                it.id(),
                "import of " + it.kind(),
                it.state() == Import.State.ENDED ? State.ENDED : State.RUNNING,
                outcome(it.outcome()),
                List.of(),
                done(it),
                (long) it.rows(),
                it.receivedAt(),
                it.endedAt(),
                "/imports/" + it.id(),
                it.requestedBy(),
                it.reason(),
                it.ticket());
    }

    /** The rows that were worked through; none where the file was rejected, for nothing has changed. */
    private static long done(Import it) {
        return it.outcome() == ImportOutcome.REJECTED ? 0 : (long) it.appended() + it.skipped() + it.refused();
    }

    private static @Nullable Outcome outcome(@Nullable ImportOutcome outcome) {
        if (outcome == null) {
            return null;
        }
        return switch (outcome) {
            case SUCCEEDED -> Outcome.SUCCEEDED;
            case REJECTED -> Outcome.REJECTED;
            case INCOMPLETE -> Outcome.INCOMPLETE;
            case FAILED -> Outcome.FAILED;
        };
    }
}
