/** The report of a switchover. */
@NullMarked
package dev.switchover.resilience.measuring.rest;

import org.jspecify.annotations.NullMarked;
