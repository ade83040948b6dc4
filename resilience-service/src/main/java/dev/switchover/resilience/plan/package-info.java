/** What a deployment consists of, and in which order its services move. Start reading at Plans. */
@NullMarked
package dev.switchover.resilience.plan;

import org.jspecify.annotations.NullMarked;
