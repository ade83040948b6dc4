package dev.switchover.resilience.deployment.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a deployment. */
public record DeploymentId(@JsonValue String value) {

    @JsonCreator
    public DeploymentId {}

    @Override
    public String toString() {
        return "deployment/" + value;
    }
}
