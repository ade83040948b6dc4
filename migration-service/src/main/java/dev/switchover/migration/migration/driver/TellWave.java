package dev.switchover.migration.migration.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.claims.CustomerMoves;
import dev.switchover.migration.migration.claims.Members;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.claims.Standing;
import dev.switchover.migration.migration.claims.WaveStanding;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.Phase;
import dev.switchover.migration.migration.domain.WaveCommand.RecordAnnounced;
import dev.switchover.migration.migration.domain.WaveCommand.RecordWaveFailure;
import dev.switchover.migration.migration.domain.WavePhase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells every member of a started wave to move. */
@Singleton
public class TellWave implements Deed<WaveWork> {

    public static final String NAME = "tell-wave";

    private final Pieces pieces;
    private final Commands commands;
    private final Migrations migrations;
    private final Members members;
    private final CustomerMoves moves;

    TellWave(Pieces pieces, Commands commands, Migrations migrations, Members members, CustomerMoves moves) {
        this.pieces = pieces;
        this.commands = commands;
        this.migrations = migrations;
        this.members = members;
        this.moves = moves;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<WaveWork> details() {
        return WaveWork.class;
    }

    @Override
    public void carryOut(WaveWork work, int attempt) {
        var id = new MigrationId(work.migration());
        pieces.work(
                after -> next(id, work.wave(), after),
                customer -> tell(id, work.wave(), customer),
                (customer, refusal) -> note(id, work.wave(), customer, refusal));
        commands.send(new RecordAnnounced(
                id, work.wave(), members.toldOrMoved(id, work.wave()), members.refused(id, work.wave())));
    }

    @Override
    public void givenUp(WaveWork work, Exception lastFailure) {
        var id = new MigrationId(work.migration());
        var left = members.toTell(id, work.wave(), "", Integer.MAX_VALUE).size();
        commands.send(new RecordWaveFailure(id, work.wave(), String.valueOf(lastFailure.getMessage()), left));
    }

    private List<String> next(MigrationId id, String wave, String after) {
        var going = migrations.lockShared(id).phase() == Phase.RUNNING
                && wave(id, wave).phase() == WavePhase.ANNOUNCING;
        return going ? members.toTell(id, wave, after, Pieces.SIZE) : List.of();
    }

    private void tell(MigrationId id, String wave, String customer) {
        Standing migration = migrations.get(id);
        moves.tell(
                migration, wave, customer, Objects.requireNonNull(wave(id, wave).due()));
    }

    private void note(MigrationId id, String wave, String customer, @Nullable Rejection refusal) {
        if (refusal != null) {
            members.note(id, wave, customer, String.valueOf(refusal.getMessage()));
        }
    }

    private WaveStanding wave(MigrationId id, String wave) {
        return migrations.wave(id, wave).orElseThrow();
    }
}
