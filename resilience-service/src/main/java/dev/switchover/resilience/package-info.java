/** Failover and failback by hand between a Main and a Standby: document 2. Start reading at ResilienceSetup. */
@NullMarked
package dev.switchover.resilience;

import org.jspecify.annotations.NullMarked;
