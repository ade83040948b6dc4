/** What operators see of the notifications. */
@NullMarked
package dev.switchover.notification.letter.view;

import org.jspecify.annotations.NullMarked;
