package dev.switchover.migration.imports.staging;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.migration.imports.domain.FileImport;
import dev.switchover.migration.imports.domain.ImportCommand;
import dev.switchover.migration.imports.domain.ImportCommand.AppendPiece;
import dev.switchover.migration.imports.domain.ImportCommand.CheckFile;
import dev.switchover.migration.imports.domain.ImportCommand.EndImport;
import dev.switchover.migration.imports.domain.ImportCommand.FailImport;
import dev.switchover.migration.imports.domain.ImportId;
import dev.switchover.migration.imports.staging.ImportTable.Progress;
import jakarta.inject.Singleton;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;

/**
 * The steps of an import, each one transaction: whoever is killed between two goes on with the next, and within one
 * nothing has happened.
 */
@Singleton
public class ImportSteps {

    /** Small enough for a bounded transaction, large enough that its fixed costs vanish. */
    private static final int PIECE = 1_000;

    private final Aggregates aggregates;
    private final ImportTable imports;
    private final StagingTable lines;
    private final ImportKinds kinds;

    ImportSteps(Aggregates aggregates, ImportTable imports, StagingTable lines, ImportKinds kinds) {
        this.aggregates = aggregates;
        this.imports = imports;
        this.lines = lines;
        this.kinds = kinds;
    }

    @CommandHandler
    void handle(CheckFile command) {
        var file = load(command);
        if (!file.invoke(FileImport::isChecked)) {
            imports.hold(command.importId());
            check(command.importId(), kinds.named(file.invoke(FileImport::kind)), file);
        }
    }

    private void check(ImportId id, ImportKind<?> kind, Aggregate<FileImport> file) {
        lines.refuseTwins(id, kind.columns().getFirst().name());
        var skipped = lines.drop(id, kind.known());
        kind.refusals().forEach(query -> lines.refuse(id, query));
        var refused = lines.refusedRows(id);
        var toAppend = lines.lines(id);
        file.execute(it -> it.checked(toAppend, skipped, refused));
    }

    /** True if there may be more. */
    @CommandHandler
    boolean handle(AppendPiece command) {
        var file = load(command);
        var progress = imports.hold(command.importId());
        return !file.invoke(FileImport::isEnded)
                && append(command.importId(), kinds.named(file.invoke(FileImport::kind)), progress);
    }

    private <T> boolean append(ImportId id, ImportKind<T> kind, Progress progress) {
        var piece = lines.next(id, kind, progress.upToRow(), PIECE);
        if (piece.isEmpty()) {
            return false;
        }
        var done = kind.append(piece);
        lines.addFindings(id, done.refused());
        var refused = refusedRows(done.refused());
        imports.advance(
                id,
                new Progress(
                        piece.getLast().row(),
                        progress.appended() + piece.size() - done.skipped() - refused,
                        progress.skipped() + done.skipped(),
                        progress.refused() + refused));
        return piece.size() == PIECE;
    }

    @CommandHandler
    void handle(EndImport command) {
        var tally = imports.hold(command.importId()).tally();
        load(command).execute(file -> file.appended(tally));
    }

    @CommandHandler
    void handle(FailImport command) {
        var tally = imports.hold(command.importId()).tally();
        load(command).execute(file -> file.failed(tally, command.cause()));
    }

    private static int refusedRows(List<Finding> findings) {
        return (int) findings.stream().mapToInt(Finding::row).distinct().count();
    }

    private Aggregate<FileImport> load(ImportCommand command) {
        return aggregates.of(FileImport.class).load(command.importId().toString());
    }
}
