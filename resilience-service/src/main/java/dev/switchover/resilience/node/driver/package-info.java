/** The hands: carry out an action on a node and say honestly what came of it. */
@NullMarked
package dev.switchover.resilience.node.driver;

import org.jspecify.annotations.NullMarked;
