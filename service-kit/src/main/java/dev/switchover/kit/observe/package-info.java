/** What an operator's monitoring asks: health and metrics. */
@NullMarked
package dev.switchover.kit.observe;

import org.jspecify.annotations.NullMarked;
