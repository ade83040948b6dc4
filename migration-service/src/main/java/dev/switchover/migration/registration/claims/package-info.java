/** Which migration a registration moves with. */
@NullMarked
package dev.switchover.migration.registration.claims;

import org.jspecify.annotations.NullMarked;
