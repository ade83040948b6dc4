/** The worker's hands: how a mail leaves the house. */
@NullMarked
package dev.switchover.notification.letter.driver;

import org.jspecify.annotations.NullMarked;
