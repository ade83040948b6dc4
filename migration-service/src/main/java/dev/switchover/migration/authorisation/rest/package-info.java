/** Requests to suppliers in, their standing out. */
@NullMarked
package dev.switchover.migration.authorisation.rest;

import org.jspecify.annotations.NullMarked;
