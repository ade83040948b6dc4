package dev.switchover.resilience.deployment.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.switchover.kit.http.Plan;
import dev.switchover.resilience.measuring.view.Forecast;

/** What a switchover would do, and what it will probably cost; the plan's hash says nothing of the latter. */
record SwitchoverPlan(@JsonUnwrapped Plan plan, Forecast predicted) {}
