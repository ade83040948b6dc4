/** Notices to other services and from them: at least once, made harmless. */
@NullMarked
package dev.switchover.kit.kafka;

import org.jspecify.annotations.NullMarked;
