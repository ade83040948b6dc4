/**
 * Stands in for the machines of document 2 where there are none: small real processes behind a real SSH server, with real
 * HTTP and SIP answers, that run the shipped node script. Nothing here is a softswitch. Start reading at {@link
 * dev.switchover.local.standin.StandIn}.
 */
@NullMarked
package dev.switchover.local.standin;

import org.jspecify.annotations.NullMarked;
