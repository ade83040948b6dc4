/** Who owns what, answered from memory to balancers, boot guards and whoever follows: start reading at Board. */
@NullMarked
package dev.switchover.resilience.roles;

import org.jspecify.annotations.NullMarked;
