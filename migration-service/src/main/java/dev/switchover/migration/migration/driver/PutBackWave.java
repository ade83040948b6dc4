package dev.switchover.migration.migration.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.customer.domain.CustomerCommand.RevertMove;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.migration.claims.Members;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.Phase;
import dev.switchover.migration.migration.domain.WaveCommand.RecordReverted;
import dev.switchover.migration.migration.domain.WaveCommand.RecordWaveFailure;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts every member of a wave back on the source. */
@Singleton
public class PutBackWave implements Deed<WaveWork> {

    public static final String NAME = "put-back-wave";

    private final Pieces pieces;
    private final Commands commands;
    private final Migrations migrations;
    private final Members members;
    private final Clock clock;

    PutBackWave(Pieces pieces, Commands commands, Migrations migrations, Members members, Clock clock) {
        this.pieces = pieces;
        this.commands = commands;
        this.migrations = migrations;
        this.members = members;
        this.clock = clock;
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
                customer -> commands.send(
                        new RevertMove(new CustomerId(customer), id.value(), work.said(), clock.instant())),
                (customer, refusal) -> note(id, work.wave(), customer, refusal));
        commands.send(new RecordReverted(id, work.wave(), members.putBack(id, work.wave()), left(id, work.wave())));
    }

    @Override
    public void givenUp(WaveWork work, Exception lastFailure) {
        var id = new MigrationId(work.migration());
        commands.send(new RecordWaveFailure(
                id, work.wave(), String.valueOf(lastFailure.getMessage()), left(id, work.wave())));
    }

    private List<String> next(MigrationId id, String wave, String after) {
        return migrations.lockShared(id).phase() == Phase.RUNNING
                ? members.toRevert(id, wave, after, Pieces.SIZE)
                : List.of();
    }

    private int left(MigrationId id, String wave) {
        return members.toldOrMoved(id, wave);
    }

    private void note(MigrationId id, String wave, String customer, @Nullable Rejection refusal) {
        members.note(id, wave, customer, refusal == null ? null : String.valueOf(refusal.getMessage()));
    }
}
