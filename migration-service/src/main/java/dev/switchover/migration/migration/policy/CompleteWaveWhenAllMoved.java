package dev.switchover.migration.migration.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveCalledOff;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoved;
import dev.switchover.migration.migration.claims.Members;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.WaveCommand.CompleteWave;
import dev.switchover.migration.migration.domain.WaveEvent.WaveAnnounced;
import jakarta.inject.Singleton;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** A wave ends when nobody in it is still to move; whoever moves, or need not, may be the last. */
@Singleton
@ProcessingGroup("complete-wave-when-all-moved")
@DisallowReplay
public class CompleteWaveWhenAllMoved {

    private final Commands commands;
    private final Members members;

    CompleteWaveWhenAllMoved(Commands commands, Members members) {
        this.commands = commands;
        this.members = members;
    }

    @EventHandler
    void on(CustomerMoved event) {
        completeIfLast(new MigrationId(event.migration()), event.wave());
    }

    @EventHandler
    void on(CustomerMoveCalledOff event) {
        completeIfLast(new MigrationId(event.migration()), event.wave());
    }

    @EventHandler
    void on(WaveAnnounced event) {
        completeIfLast(event.migrationId(), event.wave());
    }

    private void completeIfLast(MigrationId migration, String wave) {
        if (!members.someToMove(migration, wave)) {
            commands.send(new CompleteWave(
                    migration, wave, members.moved(migration, wave), members.refused(migration, wave)));
        }
    }
}
