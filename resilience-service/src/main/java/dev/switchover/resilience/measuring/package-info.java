/** How long a switchover was felt, measured from outside. Start reading at MeasuringCapability. */
@NullMarked
package dev.switchover.resilience.measuring;

import org.jspecify.annotations.NullMarked;
