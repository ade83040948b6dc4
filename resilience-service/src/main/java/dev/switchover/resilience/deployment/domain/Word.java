package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.deployment.domain.SwitchoverCommand.ReportStep;
import dev.switchover.resilience.node.domain.OrderAnswer;
import org.jspecify.annotations.Nullable;

/**
 * What was said about one order, kept beside what came of it.
 *
 * @param answer none if the node gave none, or none was asked
 * @param person whose evidence it is; null: no person's
 * @param keptBack whether the order was not given at all
 */
record Word(
        int order, @Nullable OrderAnswer answer, @Nullable String person, String evidence, boolean keptBack) {

    static final Word NONE = new Word(0, null, null, "", false);

    static Word of(ReportStep command) {
        return new Word(
                command.order(),
                command.answer(),
                command.person(),
                command.report().output(),
                command.keptBack());
    }

    /** Of people, for what no node can say. */
    static Word of(String people, int order, String evidence) {
        return new Word(order, null, people, evidence, false);
    }

    /** Of another order it says nothing. */
    Word about(int order) {
        return this.order == order ? this : NONE;
    }

    /** What proves an order that a status has proven. */
    String proof() {
        return person == null ? "the node's own status" : evidence;
    }

    /** Neither a node nor a person: the order was not given. */
    boolean isOfNobody() {
        return answer == null && person == null;
    }

    /** Whose failure it was, as far as it is anybody's. */
    String blame() {
        if (answer == null) {
            return "";
        }
        return answer.exitCode() == 0 ? "The node says it is done. " : "The node failed. ";
    }
}
