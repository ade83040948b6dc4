/** Starts a real PostgreSQL, a real Kafka broker and an SMTP catcher on loopback, and makes certificates for servers there. */
@NullMarked
package dev.switchover.embedded;

import org.jspecify.annotations.NullMarked;
