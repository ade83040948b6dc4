package dev.switchover.migration.imports.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.imports.domain.ImportCommand.ReceiveFile;
import dev.switchover.migration.imports.domain.ImportEvent.FileChecked;
import dev.switchover.migration.imports.domain.ImportEvent.FileReceived;
import dev.switchover.migration.imports.domain.ImportEvent.ImportEnded;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** One posted file, from its receipt to the last row. The rows and the count of those appended are in the staging room. */
@AggregateRoot(type = "FileImport")
public class FileImport {

    @AggregateIdentifier
    private ImportId id;

    private @Nullable FileReceived received;
    private boolean checked;
    private boolean ended;

    /** For Axon, which then replays the events. */
    FileImport() {}

    @CommandHandler
    FileImport(ReceiveFile command) {
        if (command.lines() + command.unreadable() == 0) {
            throw Rejection.invalid("file-empty", "The file has no rows below its header.");
        }
        apply(new FileReceived(
                command.importId(),
                command.kind(),
                command.sha256(),
                command.allOrNothing(),
                command.lines(),
                command.unreadable(),
                command.ignoredColumns()));
    }

    public String kind() {
        return file().kind();
    }

    public boolean isChecked() {
        return checked;
    }

    public boolean isEnded() {
        return ended;
    }

    /** All or nothing: one refused row ends it before the first is appended. */
    public void checked(int toAppend, int skipped, int refused) {
        if (checked) {
            return; // asked twice: fine
        }
        apply(new FileChecked(id, toAppend, skipped, refused));
        if (refused > 0 && (file().allOrNothing() || toAppend + skipped == 0)) {
            end(
                    ImportOutcome.REJECTED,
                    new Tally(0, skipped, refused),
                    file().allOrNothing()
                            ? "All or nothing was asked for, and rows were refused"
                            : "Every row was refused");
        }
    }

    public void appended(Tally tally) {
        if (ended) {
            return; // asked twice: fine
        }
        if (tally.refused() == 0) {
            end(ImportOutcome.SUCCEEDED, tally, "Every row is there");
        } else {
            end(ImportOutcome.INCOMPLETE, tally, "The refused rows are named in the report");
        }
    }

    public void failed(Tally tally, String cause) {
        if (!ended) {
            end(ImportOutcome.FAILED, tally, cause);
        }
    }

    @EventSourcingHandler
    void evolve(ImportEvent event) {
        id = event.importId();
        switch (event) {
            case FileReceived file -> received = file;
            case FileChecked file -> checked = true;
            case ImportEnded file -> ended = true;
        }
    }

    private void end(ImportOutcome outcome, Tally tally, String detail) {
        apply(new ImportEnded(id, kind(), outcome, tally, detail));
    }

    private FileReceived file() {
        if (received == null) {
            throw new IllegalStateException("an import's first event is FileReceived");
        }
        return received;
    }
}
