/** Invoices and settlement over REST. */
@NullMarked
package dev.switchover.migration.settlement.rest;

import org.jspecify.annotations.NullMarked;
