/** Tells people by mail what the other services report: start reading at NotificationSetup. */
@NullMarked
package dev.switchover.notification;

import org.jspecify.annotations.NullMarked;
