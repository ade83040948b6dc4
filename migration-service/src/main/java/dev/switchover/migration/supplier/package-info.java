/** Suppliers: their trunks, the nodes each trunk is active on, registrations and the routes that use them. */
@NullMarked
package dev.switchover.migration.supplier;

import org.jspecify.annotations.NullMarked;
