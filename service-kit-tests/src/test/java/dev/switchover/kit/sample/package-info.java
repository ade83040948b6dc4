/** A small service that uses everything the kit offers: counters that count up to a limit, with unique labels. */
@NullMarked
package dev.switchover.kit.sample;

import org.jspecify.annotations.NullMarked;
