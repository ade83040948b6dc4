/** What is asked of suppliers before a move: to admit the new node's addresses; told is not done. */
@NullMarked
package dev.switchover.migration.authorisation;

import org.jspecify.annotations.NullMarked;
