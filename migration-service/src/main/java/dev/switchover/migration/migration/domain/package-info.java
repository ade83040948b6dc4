/** A migration of all services from a source to a target node: its waves, gates, removal of the source, and its end. */
@NullMarked
package dev.switchover.migration.migration.domain;

import org.jspecify.annotations.NullMarked;
