/** What became of the mails, and what operators may do about it. */
@NullMarked
package dev.switchover.notification.letter.rest;

import org.jspecify.annotations.NullMarked;
