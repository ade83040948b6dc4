/** What a user is told, from who owns what and under which names users know it. */
@NullMarked
package dev.switchover.resilience.where.domain;

import org.jspecify.annotations.NullMarked;
