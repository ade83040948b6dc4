/** A PostgreSQL event store for Axon that never forgets an event: start reading at Sequencer. */
@NullMarked
package dev.switchover.eventstore;

import org.jspecify.annotations.NullMarked;
