package dev.switchover.migration.imports.staging;

import dev.switchover.kit.operation.Asked;
import dev.switchover.migration.imports.domain.ImportEvent;
import dev.switchover.migration.imports.domain.ImportEvent.FileChecked;
import dev.switchover.migration.imports.domain.ImportEvent.FileReceived;
import dev.switchover.migration.imports.domain.ImportEvent.ImportEnded;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;

/** Keeps staging.import in step with the import's events, in their transaction. */
@Singleton
@ProcessingGroup("import-progress")
public class ImportProgress {

    private final ImportTable imports;
    private final StagingTable lines;

    ImportProgress(ImportTable imports, StagingTable lines) {
        this.imports = imports;
        this.lines = lines;
    }

    @EventHandler
    void on(ImportEvent event, @Timestamp Instant at, MetaData metadata) {
        switch (event) {
            case FileReceived file -> imports.receive(file, at, Asked.of(metadata));
            case FileChecked file -> imports.check(file, at);
            case ImportEnded file -> {
                imports.end(file, at);
                lines.dropAll(file.importId());
            }
        }
    }
}
