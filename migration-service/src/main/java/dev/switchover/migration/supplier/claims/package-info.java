/** What must be true across suppliers about trunks and logins, locked and read before a decision. */
@NullMarked
package dev.switchover.migration.supplier.claims;

import org.jspecify.annotations.NullMarked;
