/** The contacts themselves, written in the transaction of the event that says they changed. */
@NullMarked
package dev.switchover.notification.contact.claims;

import org.jspecify.annotations.NullMarked;
