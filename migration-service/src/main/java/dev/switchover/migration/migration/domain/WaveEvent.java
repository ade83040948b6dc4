package dev.switchover.migration.migration.domain;

import dev.switchover.eventstore.StoredAs;
import dev.switchover.kit.gate.Gates;
import java.time.Instant;
import java.util.List;

/** Everything that can have happened to a wave. Its members are rows, fixed when it is planned; here stands their hash. */
public sealed interface WaveEvent {

    MigrationId migrationId();

    String wave();

    /** {@code membersHash} is the SHA-256 of the sorted ids, one a line. */
    @StoredAs("migration.wave-planned")
    record WavePlanned(
            MigrationId migrationId,
            String wave,
            int number,
            String selection,
            int members,
            int membersByDomain,
            String membersHash,
            List<String> after)
            implements WaveEvent {

        public WavePlanned {
            after = List.copyOf(after);
        }
    }

    /** Its members are free again, and so is its name. */
    @StoredAs("migration.wave-withdrawn")
    record WaveWithdrawn(MigrationId migrationId, String wave, String reason) implements WaveEvent {}

    /** {@code round} counts how often work with all its members has begun; in events from before it was noted it is 0. */
    @StoredAs("migration.wave-started")
    record WaveStarted(MigrationId migrationId, String wave, int members, Instant due, Gates gates, int round)
            implements WaveEvent {}

    @StoredAs("migration.wave-announced")
    record WaveAnnounced(MigrationId migrationId, String wave, int announced, int refused) implements WaveEvent {}

    /** {@code round} is that in which they were told. */
    @StoredAs("migration.wave-confirmed")
    record WaveConfirmed(MigrationId migrationId, String wave, String evidence, String by, Instant at, int round)
            implements WaveEvent {}

    /** {@code refused} members could not be told; events from before it was noted say 0. */
    @StoredAs("migration.wave-completed")
    record WaveCompleted(MigrationId migrationId, String wave, int moved, int refused) implements WaveEvent {}

    @StoredAs("migration.wave-revert-started")
    record WaveRevertStarted(MigrationId migrationId, String wave, String reason, int round) implements WaveEvent {}

    @StoredAs("migration.wave-reverted")
    record WaveReverted(MigrationId migrationId, String wave, int reverted, int refused) implements WaveEvent {}

    @StoredAs("migration.wave-failed")
    record WaveFailed(MigrationId migrationId, String wave, String cause, int left) implements WaveEvent {}
}
