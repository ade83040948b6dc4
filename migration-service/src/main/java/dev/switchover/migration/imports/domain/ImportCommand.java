package dev.switchover.migration.imports.domain;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one can ask of an import. */
public sealed interface ImportCommand {

    ImportId importId();

    /** The file is staged. {@code lines} counts those that can be read, {@code unreadable} the others. */
    record ReceiveFile(
            @TargetAggregateIdentifier ImportId importId,
            String kind,
            String sha256,
            boolean allOrNothing,
            int lines,
            int unreadable,
            List<String> ignoredColumns)
            implements ImportCommand {}

    /** Looks at the file as a whole, against what is known. */
    record CheckFile(@TargetAggregateIdentifier ImportId importId) implements ImportCommand {}

    /** Appends the next piece. */
    record AppendPiece(@TargetAggregateIdentifier ImportId importId) implements ImportCommand {}

    /** Every piece is appended. */
    record EndImport(@TargetAggregateIdentifier ImportId importId) implements ImportCommand {}

    /** It cannot go on. */
    record FailImport(@TargetAggregateIdentifier ImportId importId, String cause) implements ImportCommand {}
}
