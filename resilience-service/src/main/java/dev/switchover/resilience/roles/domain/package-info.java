/** What is known of the roles, and since when. */
@NullMarked
package dev.switchover.resilience.roles.domain;

import org.jspecify.annotations.NullMarked;
