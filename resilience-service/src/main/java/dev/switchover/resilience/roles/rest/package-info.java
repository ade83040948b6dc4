/** Where followers ask: over HTTP, over TLS, and as a balancer's agent. */
@NullMarked
package dev.switchover.resilience.roles.rest;

import org.jspecify.annotations.NullMarked;
