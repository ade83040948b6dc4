/** What the system does to the world: rows with a lease, carried out outside any transaction. */
@NullMarked
package dev.switchover.kit.deed;

import org.jspecify.annotations.NullMarked;
