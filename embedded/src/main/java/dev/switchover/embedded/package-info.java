/** Starts a real PostgreSQL, a real Kafka broker and an SMTP catcher on loopback. */
@NullMarked
package dev.switchover.embedded;

import org.jspecify.annotations.NullMarked;
