/** Keeps what is known up to date from the claims. */
@NullMarked
package dev.switchover.resilience.roles.claims;

import org.jspecify.annotations.NullMarked;
