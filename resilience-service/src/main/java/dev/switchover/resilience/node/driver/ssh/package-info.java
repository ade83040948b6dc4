/** Nodes reached by SSH: a kept connection each, strict host keys, one command per action. */
@NullMarked
package dev.switchover.resilience.node.driver.ssh;

import org.jspecify.annotations.NullMarked;
