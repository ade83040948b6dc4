package dev.switchover.resilience.deployment.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a deployment. */
public record DeploymentId(@JsonValue String value) {

    private static final String TYPE = "deployment/";

    @JsonCreator
    public DeploymentId {}

    /** As {@link #toString} says it. */
    public static DeploymentId named(String whole) {
        return new DeploymentId(whole.substring(TYPE.length()));
    }

    @Override
    public String toString() {
        return TYPE + value;
    }
}
