/** The embedded default: all services from one command, and the demo. */
@NullMarked
package dev.switchover.local;

import org.jspecify.annotations.NullMarked;
