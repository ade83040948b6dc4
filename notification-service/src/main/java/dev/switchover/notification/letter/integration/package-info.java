/** Listens to the other services over Kafka, and tells them what became of the mails. */
@NullMarked
package dev.switchover.notification.letter.integration;

import org.jspecify.annotations.NullMarked;
