/** The mails themselves, written in the transaction of the event that says there is one. */
@NullMarked
package dev.switchover.notification.letter.claims;

import org.jspecify.annotations.NullMarked;
