/** Tells users where their service is now: start reading at Guidance. */
@NullMarked
package dev.switchover.resilience.where;

import org.jspecify.annotations.NullMarked;
