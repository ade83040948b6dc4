package dev.switchover.migration.migration.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.migration.customer.domain.CustomerCommand.RevertMove;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.migration.claims.Members;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.domain.MigrationCommand.EndAbort;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.Phase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Puts everybody back whom an aborted migration told or moved. */
@Singleton
public class PutBackAll implements Deed<WaveWork> {

    public static final String NAME = "put-back-all";

    private final Pieces pieces;
    private final Commands commands;
    private final Migrations migrations;
    private final Members members;
    private final Clock clock;

    PutBackAll(Pieces pieces, Commands commands, Migrations migrations, Members members, Clock clock) {
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
                after -> next(id, after),
                customer -> commands.send(
                        new RevertMove(new CustomerId(customer), id.value(), work.said(), clock.instant())),
                (customer, refusal) -> {
                    // counted below: whoever is not on the source is left
                });
        commands.send(new EndAbort(id, members.putBack(id), members.notPutBack(id)));
    }

    private List<String> next(MigrationId id, String after) {
        return migrations.lockShared(id).phase() == Phase.ABORTING
                ? members.toRevert(id, after, Pieces.SIZE)
                : List.of();
    }
}
