package dev.switchover.resilience.node.driver.http;

import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.driver.Attempt;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Tells a refusal from a silence. */
final class Failures {

    private Failures() {}

    static ActionReport report(Attempt attempt, Throwable failure) {
        for (var at = failure; at != null; at = at.getCause()) {
            if (at instanceof SSLHandshakeException || at instanceof SSLPeerUnverifiedException) {
                return attempt.notAsked(
                        "TLS failed: who answers is not proven to be the node, so nothing was sent: " + text(at));
            }
        }
        return attempt.unanswered("The webhook was not reached, or broke off: " + text(failure));
    }

    private static String text(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }
}
