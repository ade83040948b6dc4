package dev.switchover.migration.migration.policy;

import jakarta.inject.Singleton;
import java.util.List;

/** All policies of this capability, for its setup. */
@Singleton
public class MigrationPolicies {

    private final List<Object> all;

    MigrationPolicies(
            TellMembersWhenWaveStarted tell,
            ConfirmMembersWhenWaveConfirmed confirm,
            PutBackMembersWhenRevertStarted putBack,
            PutBackAllWhenAbortStarted putBackAll,
            EndWaveWhenNobodyIsToMove end,
            WatchWhenRemovalStepStarted watch,
            AskPeopleThroughRemoval ask,
            ConfirmStepWhenTaskDone confirmStep) {
        this.all = List.of(tell, confirm, putBack, putBackAll, end, watch, ask, confirmStep);
    }

    public List<Object> all() {
        return all;
    }
}
