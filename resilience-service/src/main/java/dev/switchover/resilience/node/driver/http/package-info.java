/** Nodes reached by a signed webhook. */
@NullMarked
package dev.switchover.resilience.node.driver.http;

import org.jspecify.annotations.NullMarked;
