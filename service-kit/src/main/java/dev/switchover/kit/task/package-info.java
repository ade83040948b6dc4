/** What a person must do: opened by policies, ended by a person's word. Start reading at Task. */
@NullMarked
package dev.switchover.kit.task;

import org.jspecify.annotations.NullMarked;
