/** What our store costs and gains beside Axon's own, measured in one run: start at EventStoreBench. */
@NullMarked
package dev.switchover.eventstore.bench;

import org.jspecify.annotations.NullMarked;
