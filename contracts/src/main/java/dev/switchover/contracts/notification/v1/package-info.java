/** What notification-service tells the other services, version 1. Additive changes only. */
@NullMarked
package dev.switchover.contracts.notification.v1;

import org.jspecify.annotations.NullMarked;
