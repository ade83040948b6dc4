package dev.switchover.migration.imports.domain;

import dev.switchover.eventstore.StoredAs;
import java.util.List;

/** Everything that can have happened to an import. The rows themselves are not here. */
public sealed interface ImportEvent {

    ImportId importId();

    @StoredAs("import.file-received")
    record FileReceived(
            ImportId importId,
            String kind,
            String sha256,
            boolean allOrNothing,
            int lines,
            int unreadable,
            List<String> ignoredColumns)
            implements ImportEvent {

        public FileReceived {
            ignoredColumns = List.copyOf(ignoredColumns);
        }
    }

    /** {@code skipped} rows are there already with the same content. */
    @StoredAs("import.file-checked")
    record FileChecked(ImportId importId, int toAppend, int skipped, int refused) implements ImportEvent {}

    @StoredAs("import.ended")
    record ImportEnded(ImportId importId, String kind, ImportOutcome outcome, Tally tally, String detail)
            implements ImportEvent {}
}
