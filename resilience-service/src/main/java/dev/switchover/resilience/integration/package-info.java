/** What the other services are told. */
@NullMarked
package dev.switchover.resilience.integration;

import org.jspecify.annotations.NullMarked;
