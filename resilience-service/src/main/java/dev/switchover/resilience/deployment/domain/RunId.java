package dev.switchover.resilience.deployment.domain;

import java.util.Optional;

/** Names a run, also as the operation by which it is followed. Slugs hold no dot, so it can be read back. */
public record RunId(DeploymentId deployment, int run) {

    public String operation() {
        return "run." + deployment.value() + "." + run;
    }

    /** Empty if other work is named. */
    public static Optional<RunId> of(String operation) {
        var parts = operation.split("\\.", -1);
        return parts.length == 3 && parts[0].equals("run") && parts[2].matches("[0-9]{1,9}")
                ? Optional.of(new RunId(new DeploymentId(parts[1]), Integer.parseInt(parts[2])))
                : Optional.empty();
    }
}
