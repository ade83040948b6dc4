/** Decides about suppliers, trunks, registrations and routes. */
@NullMarked
package dev.switchover.migration.supplier.domain;

import org.jspecify.annotations.NullMarked;
