package dev.switchover.resilience.node.driver.ssh;

import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.Presence;
import dev.switchover.resilience.node.driver.Attempt;

/** The node has not said what came of an order. */
final class NoAnswer extends Exception {

    private static final long serialVersionUID = 1;

    private final String why;
    private final Presence presence;

    private NoAnswer(String why, Presence presence) {
        super(why);
        this.why = why;
        this.presence = presence;
    }

    /** The two sides do not accept one another, so nothing was carried out. */
    static NoAnswer refused(String why) {
        return new NoAnswer(why, Presence.THERE);
    }

    /** Who answers is not proven to be the node, so nothing was sent. */
    static NoAnswer stranger(String why) {
        return new NoAnswer(why, Presence.UNPROVEN);
    }

    /** Nobody answered, or the answer broke off. */
    static NoAnswer unknown(String why) {
        return new NoAnswer(why, Presence.SILENT);
    }

    ActionReport report(Attempt attempt) {
        return switch (presence) {
            case THERE -> attempt.rejected(why);
            case UNPROVEN -> attempt.notAsked(why);
            case SILENT -> attempt.unanswered(why);
        };
    }
}
