package dev.switchover.migration.migration.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.migration.customer.domain.CustomerCommand.ConfirmMove;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.Proof;
import dev.switchover.migration.migration.claims.Members;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.Phase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Notes that every told member of a wave has moved, on the word of the person who said so. */
@Singleton
public class ConfirmWaveMembers implements Deed<WaveWork> {

    public static final String NAME = "confirm-wave";

    private final Pieces pieces;
    private final Commands commands;
    private final Migrations migrations;
    private final Members members;
    private final Clock clock;

    ConfirmWaveMembers(Pieces pieces, Commands commands, Migrations migrations, Members members, Clock clock) {
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
                after -> next(id, work.wave(), after), customer -> confirm(id, work, customer), (customer, refusal) -> {
                    // one who was put back meanwhile has not moved
                });
    }

    private List<String> next(MigrationId id, String wave, String after) {
        return migrations.lockShared(id).phase() == Phase.RUNNING
                ? members.told(id, wave, after, Pieces.SIZE)
                : List.of();
    }

    private void confirm(MigrationId id, WaveWork work, String customer) {
        commands.send(new ConfirmMove(
                new CustomerId(customer),
                id.value(),
                Proof.ATTESTED,
                work.said(),
                clock.instant(),
                migrations.get(id).drain()));
    }
}
