package dev.switchover.notification.contact.importing;

import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.operation.Operation.State;
import dev.switchover.kit.operation.OperationSource;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Lets a file's way in be followed as an operation. */
@Singleton
public class ContactImportOperations implements OperationSource {

    private final ImportTable imports;

    ContactImportOperations(ImportTable imports) {
        this.imports = imports;
    }

    @Override
    public Optional<Operation> find(String id) {
        return imports.find(id).map(ContactImportOperations::operation);
    }

    private static Operation operation(ImportProgress progress) {
        var ended = progress.endedAt() != null;
        return new Operation(
                progress.importId(),
                ContactImports.KIND,
                ended ? State.ENDED : State.RUNNING,
                ended ? progress.outcome() : null,
                List.of(),
                progress.applied(),
                (long) progress.parties(),
                progress.startedAt(),
                progress.endedAt(),
                ContactImports.SUBJECT,
                progress.requestedBy(),
                progress.reason(),
                progress.ticket());
    }
}
