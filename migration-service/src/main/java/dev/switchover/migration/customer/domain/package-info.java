/** A customer, how he is reached, and the node that serves him: what may happen to that, and what has happened. */
@NullMarked
package dev.switchover.migration.customer.domain;

import org.jspecify.annotations.NullMarked;
