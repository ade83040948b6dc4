package dev.switchover.migration.imports;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.migration.imports.domain.FileImport;
import dev.switchover.migration.imports.domain.ImportEvent;
import dev.switchover.migration.imports.staging.ImportProgress;
import dev.switchover.migration.imports.staging.ImportSteps;
import jakarta.inject.Singleton;

/** What runs for imports. */
@Singleton
class ImportsCapability implements Capability {

    private final ImportSteps steps;
    private final ImportProgress progress;

    ImportsCapability(ImportSteps steps, ImportProgress progress) {
        this.steps = steps;
        this.progress = progress;
    }

    @Override
    public EventNames events() {
        return EventNames.of(ImportEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(FileImport.class).commands(steps).claims(progress);
    }
}
