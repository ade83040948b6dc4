package dev.switchover.kit.override;

import dev.switchover.kit.override.OverrideEvent.OverrideApproved;
import dev.switchover.kit.override.OverrideEvent.OverrideCancelled;
import dev.switchover.kit.override.OverrideEvent.OverrideExpired;
import dev.switchover.kit.override.OverrideEvent.OverrideOutdated;
import dev.switchover.kit.override.OverrideEvent.OverrideRequested;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Keeps views.override. */
@ProcessingGroup(OverrideProjection.GROUP)
public class OverrideProjection {

    static final String GROUP = "override";

    private final OverrideTable table;

    OverrideProjection(OverrideTable table) {
        this.table = table;
    }

    @EventHandler
    void on(OverrideEvent event, @Timestamp Instant at) {
        switch (event) {
            case OverrideRequested asked -> table.insert(asked, at);
            case OverrideApproved(var id, var by) -> table.end(id, OverrideState.APPROVED, by, null, at);
            case OverrideOutdated it ->
                table.end(it.overrideId(), OverrideState.OUTDATED, it.by(), String.join("; ", it.changes()), at);
            case OverrideExpired it -> table.end(it.overrideId(), OverrideState.EXPIRED, null, null, at);
            case OverrideCancelled it -> table.end(it.overrideId(), OverrideState.CANCELLED, it.by(), null, at);
        }
    }
}
