/** Decides where each address stands with each trunk. */
@NullMarked
package dev.switchover.migration.authorisation.domain;

import org.jspecify.annotations.NullMarked;
