/** Which addresses are admitted where, and the gates decided on it. */
@NullMarked
package dev.switchover.migration.authorisation.claims;

import org.jspecify.annotations.NullMarked;
