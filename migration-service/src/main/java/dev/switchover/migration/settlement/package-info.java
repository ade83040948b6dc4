/** Whether everybody has paid for the time their traffic passed a node. */
@NullMarked
package dev.switchover.migration.settlement;

import org.jspecify.annotations.NullMarked;
