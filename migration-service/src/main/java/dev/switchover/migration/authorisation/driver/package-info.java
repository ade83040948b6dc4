/** Reminds suppliers that stay silent. */
@NullMarked
package dev.switchover.migration.authorisation.driver;

import org.jspecify.annotations.NullMarked;
