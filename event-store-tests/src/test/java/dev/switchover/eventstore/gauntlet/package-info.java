/** Seeded schedules of stalled, aborted and killed writers and sequencers: nothing may be lost, doubled or moved. */
@NullMarked
package dev.switchover.eventstore.gauntlet;

import org.jspecify.annotations.NullMarked;
