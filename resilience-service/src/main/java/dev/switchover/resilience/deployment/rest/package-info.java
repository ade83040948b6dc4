/** The REST face of deployments and switchovers. */
@NullMarked
package dev.switchover.resilience.deployment.rest;

import org.jspecify.annotations.NullMarked;
