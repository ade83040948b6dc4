package dev.switchover.notification.letter.integration;

import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.ManualAction;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the users of a deployment have to do when its side changes.
 *
 * @param goTo the name to enter
 * @param edge the name that stays; not said in notices from before
 */
record WhatToDo(
        @Nullable String goTo, boolean refresh, @Nullable String edge) {

    static WhatToDo after(Turn turn) {
        return of(turn.manualActions(), turn.goTo(), turn.refresh());
    }

    static WhatToDo after(ResilienceNotice.SwitchoverAnnounced announced) {
        return of(announced.manualActions(), announced.goTo(), announced.refresh());
    }

    static WhatToDo after(ResilienceNotice.ServiceRestored restored) {
        return of(restored.manualActions(), restored.goTo(), restored.refresh());
    }

    private static WhatToDo of(@Nullable List<ManualAction> actions, @Nullable String goTo, boolean refresh) {
        if (actions == null) {
            return new WhatToDo(goTo, refresh, null);
        }
        var edge = fqdn(actions, "refresh");
        return new WhatToDo(fqdn(actions, "reconnect"), edge != null, edge);
    }

    private static @Nullable String fqdn(List<ManualAction> actions, String action) {
        return actions.stream()
                .filter(one -> one.action().equals(action))
                .map(ManualAction::fqdn)
                .findFirst()
                .orElse(null);
    }
}
