/** Starts PostgreSQL, Kafka, the mail catcher and the services, watches over them and stops them. */
@NullMarked
package dev.switchover.local.suite;

import org.jspecify.annotations.NullMarked;
