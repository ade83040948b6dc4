/** Invoices, and whether they cover the time a customer's traffic passed a node. */
@NullMarked
package dev.switchover.migration.settlement.domain;

import org.jspecify.annotations.NullMarked;
