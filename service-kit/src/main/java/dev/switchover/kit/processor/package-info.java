/** How far the event processors have come, and the rebuilding of views beside the running ones. */
@NullMarked
package dev.switchover.kit.processor;

import org.jspecify.annotations.NullMarked;
