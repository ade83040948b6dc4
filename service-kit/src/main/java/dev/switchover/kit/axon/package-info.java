/** Axon Framework on Quarkus, wired by hand: start reading at {@link ServiceSetup}. */
@NullMarked
package dev.switchover.kit.axon;

import org.jspecify.annotations.NullMarked;
