/** The public page of a deployment. */
@NullMarked
package dev.switchover.resilience.where.rest;

import org.jspecify.annotations.NullMarked;
