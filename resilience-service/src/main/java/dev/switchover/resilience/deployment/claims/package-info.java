/** What must hold within the transaction of a command: definitions, roles, and what nodes last said. */
@NullMarked
package dev.switchover.resilience.deployment.claims;

import org.jspecify.annotations.NullMarked;
