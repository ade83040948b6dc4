/** The whole suite on one machine from one command: start reading at {@link dev.switchover.local.Main}. */
@NullMarked
package dev.switchover.local;

import org.jspecify.annotations.NullMarked;
