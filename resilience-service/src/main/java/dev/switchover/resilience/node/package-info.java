/** Nodes: what can be done to them, by which means, and what they say of themselves. */
@NullMarked
package dev.switchover.resilience.node;

import org.jspecify.annotations.NullMarked;
