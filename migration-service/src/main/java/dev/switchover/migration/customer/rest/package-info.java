/** Customers over REST: one at a time, and as a file. */
@NullMarked
package dev.switchover.migration.customer.rest;

import org.jspecify.annotations.NullMarked;
