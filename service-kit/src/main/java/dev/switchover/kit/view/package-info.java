/** Tables built from events, live and while they are rebuilt. */
@NullMarked
package dev.switchover.kit.view;

import org.jspecify.annotations.NullMarked;
