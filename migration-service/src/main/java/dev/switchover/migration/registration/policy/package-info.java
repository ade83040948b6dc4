/** What people are asked to do for a move, step by step. */
@NullMarked
package dev.switchover.migration.registration.policy;

import org.jspecify.annotations.NullMarked;
