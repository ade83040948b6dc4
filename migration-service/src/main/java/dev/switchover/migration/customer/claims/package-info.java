/** Where each customer is, kept in the transaction of the events, with counts that gates read at once. */
@NullMarked
package dev.switchover.migration.customer.claims;

import org.jspecify.annotations.NullMarked;
