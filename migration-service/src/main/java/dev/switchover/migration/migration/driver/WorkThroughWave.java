package dev.switchover.migration.migration.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.customer.domain.CustomerCommand;
import dev.switchover.migration.customer.domain.CustomerCommand.ConfirmMove;
import dev.switchover.migration.customer.domain.CustomerCommand.RevertMove;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.Proof;
import dev.switchover.migration.migration.claims.CustomerMoves;
import dev.switchover.migration.migration.claims.Members;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.claims.WaveStanding;
import dev.switchover.migration.migration.domain.MigrationCommand.EndAbort;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.Phase;
import dev.switchover.migration.migration.domain.WaveCommand.RecordAnnounced;
import dev.switchover.migration.migration.domain.WaveCommand.RecordReverted;
import dev.switchover.migration.migration.domain.WaveCommand.RecordWaveFailure;
import dev.switchover.migration.migration.domain.WavePhase;
import dev.switchover.migration.migration.driver.WaveWork.Word;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says one word to every member of a wave, and reports when all have heard it; of what is stopped there is no report. */
@Singleton
public class WorkThroughWave implements Deed<WaveWork> {

    public static final String NAME = "work-through-wave";

    /** At where the wave stands, held or not. */
    private interface Look {
        Optional<WaveStanding> at(MigrationId migration, String wave);
    }

    private final Pieces pieces;
    private final Commands commands;
    private final Migrations migrations;
    private final Members members;
    private final CustomerMoves moves;
    private final Clock clock;

    WorkThroughWave(
            Pieces pieces,
            Commands commands,
            Migrations migrations,
            Members members,
            CustomerMoves moves,
            Clock clock) {
        this.pieces = pieces;
        this.commands = commands;
        this.migrations = migrations;
        this.members = members;
        this.moves = moves;
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
        var words = words(id, work);
        var done = pieces.work(new Pieces.Work(
                () -> isWanted(id, work, migrations::wave),
                () -> isWanted(id, work, migrations::keepWave),
                after -> next(id, work, after),
                customer -> commands.send(words.apply(customer)),
                (customer, refusal) -> note(id, work, customer, refusal)));
        if (done) {
            report(id, work);
        }
    }

    @Override
    public void givenUp(WaveWork work, Exception lastFailure) {
        var id = new MigrationId(work.migration());
        var cause = String.valueOf(lastFailure.getMessage());
        switch (work.word()) {
            case MOVE ->
                commands.send(new RecordWaveFailure(
                        id, work.wave(), work.round(), cause, members.countToTell(id, work.wave())));
            case GO_BACK ->
                commands.send(new RecordWaveFailure(
                        id, work.wave(), work.round(), cause, members.toldOrMoved(id, work.wave())));
            case ALL_GO_BACK -> report(id, work);
            case HAS_MOVED -> {} // the person who asked sees it, and asks again
        }
    }

    /**
     * Holds the migration for the piece. Work of a round that is over, or done twice after a crash, must not meet a wave that
     * began anew. That somebody has moved stays true whatever follows, unless he goes back.
     */
    private boolean isWanted(MigrationId id, WaveWork work, Look look) {
        var phase = migrations.lockShared(id).phase();
        if (work.word() == Word.ALL_GO_BACK) {
            return phase == Phase.ABORTING;
        }
        var wave = look.at(id, work.wave()).orElseThrow();
        return wave.round() == work.round()
                && switch (work.word()) {
                    case MOVE -> phase == Phase.RUNNING && wave.phase() == WavePhase.ANNOUNCING;
                    case HAS_MOVED -> phase != Phase.ABORTING && phase != Phase.ABORTED && !goesBack(wave);
                    case GO_BACK -> phase == Phase.RUNNING && wave.phase() == WavePhase.REVERTING;
                    case ALL_GO_BACK -> false;
                };
    }

    private static boolean goesBack(WaveStanding wave) {
        return wave.phase() == WavePhase.REVERTING || wave.phase() == WavePhase.REVERTED;
    }

    private List<String> next(MigrationId id, WaveWork work, String after) {
        return switch (work.word()) {
            case MOVE -> members.toTell(id, work.wave(), after, Pieces.SIZE);
            case HAS_MOVED -> members.told(id, work.wave(), after, Pieces.SIZE);
            case GO_BACK -> members.toRevert(id, work.wave(), after, Pieces.SIZE);
            case ALL_GO_BACK -> members.toRevert(id, after, Pieces.SIZE);
        };
    }

    private Function<String, CustomerCommand> words(MigrationId id, WaveWork work) {
        var migration = migrations.get(id);
        return switch (work.word()) {
            case MOVE ->
                moves.words(
                        migration,
                        work.wave(),
                        Objects.requireNonNull(wave(id, work).due()));
            case HAS_MOVED ->
                customer -> new ConfirmMove(
                        new CustomerId(customer),
                        id.value(),
                        Proof.ATTESTED,
                        work.said(),
                        clock.instant(),
                        migration.drain());
            case GO_BACK, ALL_GO_BACK ->
                customer -> new RevertMove(new CustomerId(customer), id.value(), work.said(), clock.instant());
        };
    }

    /** One who was put back meanwhile has not moved; and who is not back when all should be is counted. */
    private void note(MigrationId id, WaveWork work, String customer, @Nullable Rejection refusal) {
        var noted = work.word() == Word.GO_BACK || (work.word() == Word.MOVE && refusal != null);
        if (noted) {
            members.note(id, work.wave(), customer, refusal == null ? null : String.valueOf(refusal.getMessage()));
        }
    }

    private void report(MigrationId id, WaveWork work) {
        var wave = work.wave();
        switch (work.word()) {
            case MOVE ->
                commands.send(new RecordAnnounced(
                        id, wave, work.round(), members.toldOrMoved(id, wave), members.refused(id, wave)));
            case GO_BACK -> reportBack(id, wave, work.round());
            case ALL_GO_BACK -> {
                migrations.goingBack(id).forEach(it -> reportBack(id, it.wave(), it.round()));
                commands.send(new EndAbort(id, members.putBack(id), members.notPutBack(id)));
            }
            case HAS_MOVED -> {} // the wave completes with its last member
        }
    }

    /** An abort that came in between has put back the members in its stead. */
    private void reportBack(MigrationId id, String wave, int round) {
        commands.send(new RecordReverted(id, wave, round, members.putBack(id, wave), members.toldOrMoved(id, wave)));
    }

    private WaveStanding wave(MigrationId id, WaveWork work) {
        return migrations.wave(id, work.wave()).orElseThrow();
    }
}
