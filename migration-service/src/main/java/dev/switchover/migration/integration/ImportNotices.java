package dev.switchover.migration.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.OperationEnded;
import dev.switchover.contracts.migration.v1.MigrationNotice.Outcome;
import dev.switchover.migration.imports.domain.ImportEvent;
import dev.switchover.migration.imports.domain.ImportEvent.FileChecked;
import dev.switchover.migration.imports.domain.ImportEvent.FileReceived;
import dev.switchover.migration.imports.domain.ImportEvent.ImportEnded;
import java.time.Instant;
import java.util.List;

/** What others may know of an import: that it ended other than well. */
final class ImportNotices {

    private ImportNotices() {}

    static List<MigrationNotice> of(ImportEvent event, Instant at) {
        return switch (event) {
            case ImportEnded ended ->
                switch (ended.outcome()) {
                    case SUCCEEDED -> List.of();
                    case REJECTED -> List.of(ended(ended, at, Outcome.REJECTED));
                    case INCOMPLETE -> List.of(ended(ended, at, Outcome.INCOMPLETE));
                    case FAILED -> List.of(ended(ended, at, Outcome.FAILED));
                };
            case FileReceived received -> List.of();
            case FileChecked checked -> List.of();
        };
    }

    private static MigrationNotice ended(ImportEnded ended, Instant at, Outcome outcome) {
        var tally = ended.tally();
        var detail = "%s: %d rows appended, %d already there, %d refused"
                .formatted(ended.detail(), tally.appended(), tally.skipped(), tally.refused());
        var id = ended.importId();
        return new OperationEnded(
                id.toString(), at, id.value(), "import of " + ended.kind(), outcome, id.toString(), detail);
    }
}
