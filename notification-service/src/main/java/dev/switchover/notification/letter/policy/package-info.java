/** Reacts to events with deeds and commands. Never on replay. */
@NullMarked
package dev.switchover.notification.letter.policy;

import org.jspecify.annotations.NullMarked;
