/** Definitions of deployments and the ordered steps that follow from them. */
@NullMarked
package dev.switchover.resilience.plan.domain;

import org.jspecify.annotations.NullMarked;
