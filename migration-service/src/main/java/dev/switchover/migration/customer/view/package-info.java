/** The list of customers. */
@NullMarked
package dev.switchover.migration.customer.view;

import org.jspecify.annotations.NullMarked;
