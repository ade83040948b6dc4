/** Moves of registrations in, what would happen out. */
@NullMarked
package dev.switchover.migration.registration.rest;

import org.jspecify.annotations.NullMarked;
