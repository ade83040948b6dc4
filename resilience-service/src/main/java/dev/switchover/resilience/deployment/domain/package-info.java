/** Decides what happens to a deployment. Start reading at Deployment. */
@NullMarked
package dev.switchover.resilience.deployment.domain;

import org.jspecify.annotations.NullMarked;
