/** Writes to suppliers, customers and operators. Start reading at NotificationSetup. */
@NullMarked
package dev.switchover.notification;

import org.jspecify.annotations.NullMarked;
