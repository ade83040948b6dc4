/** Deployments: who owns which group, what nodes say, and the one run that goes on. Start reading at Deployment. */
@NullMarked
package dev.switchover.resilience.deployment;

import org.jspecify.annotations.NullMarked;
