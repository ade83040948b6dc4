/**
 * The demo of document 2: failover and failback over the public REST API, on stand-in nodes. Start reading at {@link
 * dev.switchover.local.takeover.Takeover}.
 */
@NullMarked
package dev.switchover.local.takeover;

import org.jspecify.annotations.NullMarked;
