/** Tests of the event store against a real PostgreSQL. */
@NullMarked
package dev.switchover.eventstore;

import org.jspecify.annotations.NullMarked;
