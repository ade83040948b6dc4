package dev.switchover.resilience.deployment.claims;

import dev.switchover.kit.http.Versioned;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import jakarta.inject.Singleton;
import java.util.OptionalLong;

/** The version a deployment shows: how often it was defined. */
@Singleton
public class DeploymentVersion implements Versioned {

    private final DefinitionTable definitions;

    DeploymentVersion(DefinitionTable definitions) {
        this.definitions = definitions;
    }

    @Override
    public String kind() {
        return "deployment";
    }

    @Override
    public OptionalLong version(String id) {
        return definitions
                .find(new DeploymentId(id))
                .map(defined -> OptionalLong.of(defined.version()))
                .orElse(OptionalLong.empty());
    }
}
