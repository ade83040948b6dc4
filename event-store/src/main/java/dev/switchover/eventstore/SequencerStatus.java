package dev.switchover.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the sequencer of this process is doing, from memory.
 *
 * @param connected whether its last look at the database succeeded
 * @param position the highest position it knows of
 * @param unsequenced committed events that had no position at the last measurement
 * @param oldestUnsequenced how long the oldest of them has been waiting by now
 * @param oldestTransaction age of the oldest snapshot or transaction that anybody holds in this database, which keeps dead
 *     rows alive and in time makes each step slower; empty if the role may not see other sessions
 * @param lastStep when a look last succeeded
 * @param measuredAt when the figures were last taken
 * @param trouble what went wrong, while not connected
 */
public record SequencerStatus(
        boolean connected,
        long position,
        long unsequenced,
        Duration oldestUnsequenced,
        Optional<Duration> oldestTransaction,
        Optional<Instant> lastStep,
        Optional<Instant> measuredAt,
        Optional<String> trouble) {}
