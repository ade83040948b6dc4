/** Decides whether a mail goes out, and remembers what became of it. Knows no address and no text. */
@NullMarked
package dev.switchover.notification.letter.domain;

import org.jspecify.annotations.NullMarked;
