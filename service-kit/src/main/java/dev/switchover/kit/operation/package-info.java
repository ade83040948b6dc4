/** Long work as its callers see it: views of the aggregates that do it. */
@NullMarked
package dev.switchover.kit.operation;

import org.jspecify.annotations.NullMarked;
