/** The list of invoices. */
@NullMarked
package dev.switchover.migration.settlement.view;

import org.jspecify.annotations.NullMarked;
