package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;

/**
 * Ends the deeds of a deployment that was retired meanwhile: nobody is there any more to whom they could report, and they
 * would be tried again for ever.
 */
@Singleton
class WhileItLasts {

    private final DefinitionTable definitions;

    WhileItLasts(DefinitionTable definitions) {
        this.definitions = definitions;
    }

    void run(DeploymentId deployment, String deed, Runnable work) {
        if (isOver(deployment, deed)) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!isOver(deployment, deed)) { // it may have been retired in the middle
                throw e;
            }
        }
    }

    private boolean isOver(DeploymentId deployment, String deed) {
        var why = definitions.whyRetired(deployment);
        why.ifPresent(words -> Log.infof("Deed %s has nothing to do any more. %s", deed, words));
        return why.isPresent();
    }
}
