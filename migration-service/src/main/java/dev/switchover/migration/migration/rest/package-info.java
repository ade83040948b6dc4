/** Commands about migrations in, views out; gates are read from the claims. */
@NullMarked
package dev.switchover.migration.migration.rest;

import org.jspecify.annotations.NullMarked;
