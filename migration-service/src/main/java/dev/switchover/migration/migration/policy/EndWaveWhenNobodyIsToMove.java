package dev.switchover.migration.migration.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveCalledOff;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoved;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMovedBack;
import dev.switchover.migration.migration.claims.Members;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.WaveCommand.EndWave;
import dev.switchover.migration.migration.domain.WaveEvent.WaveAnnounced;
import dev.switchover.migration.migration.domain.WavePhase;
import jakarta.inject.Singleton;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** A wave ends when nobody in it is still to move; whoever moves, goes back or need not move may be the last. */
@Singleton
@ProcessingGroup("complete-wave-when-all-moved")
@DisallowReplay
public class EndWaveWhenNobodyIsToMove {

    private final Commands commands;
    private final Migrations migrations;
    private final Members members;

    EndWaveWhenNobodyIsToMove(Commands commands, Migrations migrations, Members members) {
        this.commands = commands;
        this.migrations = migrations;
        this.members = members;
    }

    @EventHandler
    void on(CustomerMoved event) {
        endIfLast(new MigrationId(event.migration()), event.wave());
    }

    @EventHandler
    void on(CustomerMovedBack event) {
        endIfLast(new MigrationId(event.migration()), event.wave());
    }

    @EventHandler
    void on(CustomerMoveCalledOff event) {
        endIfLast(new MigrationId(event.migration()), event.wave());
    }

    @EventHandler
    void on(WaveAnnounced event) {
        endIfLast(event.migrationId(), event.wave());
    }

    private void endIfLast(MigrationId migration, String wave) {
        if (isOpen(migration, wave) && !members.someToMove(migration, wave)) {
            commands.send(new EndWave(migration, wave));
        }
    }

    /** Whether something may still come of it: of one that is complete only if nobody is left who moved. */
    private boolean isOpen(MigrationId migration, String wave) {
        return migrations
                .wave(migration, wave)
                .filter(it -> it.phase() == WavePhase.ANNOUNCED
                        || (it.phase() == WavePhase.COMPLETED && !members.someMoved(migration, wave)))
                .isPresent();
    }
}
