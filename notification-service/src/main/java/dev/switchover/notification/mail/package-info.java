/** The mails: one typed record each, its words in three languages, and the making of the bytes that are sent. */
@NullMarked
package dev.switchover.notification.mail;

import org.jspecify.annotations.NullMarked;
