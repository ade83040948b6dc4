package dev.switchover.notification.letter.integration;

import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Kind;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Turn;
import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.mail.Letter;
import dev.switchover.notification.mail.Letter.EmergencyAttested;
import dev.switchover.notification.mail.Letter.OperationEnded;
import dev.switchover.notification.mail.Letter.OverrideWaits;
import dev.switchover.notification.mail.Letter.RunWaits;
import dev.switchover.notification.mail.Letter.ServiceMoves;
import dev.switchover.notification.mail.Letter.ServiceMoves.Moment;
import dev.switchover.notification.mail.Letter.ServiceMoves.Urgency;
import dev.switchover.notification.mail.Letter.SwitchoverNews;
import dev.switchover.notification.mail.Letter.SwitchoverNews.Matter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which notice about a deployment is told to whom, in which letter. */
final class ResilienceLetters {

    private static final Party APPROVERS = new Party("approvers");

    private ResilienceLetters() {}

    /** Empty for what nobody needs to be told by mail. */
    static List<Addressed> of(ResilienceNotice notice) {
        return switch (notice) {
            case ResilienceNotice.SwitchoverAnnounced it -> announced(it);
            case ResilienceNotice.FailoverStarted it ->
                List.of(
                        users(it, it.party(), Moment.UNDER_WAY, it.turn(), it.kind()),
                        news(
                                it,
                                it.operators(),
                                Matter.FAILOVER_STARTED,
                                way(it.kind(), it.turn()),
                                it.turn().drill()));
            case ResilienceNotice.FailoverCompleted it ->
                List.of(
                        users(it, it.party(), done(it.obligations()), it.turn(), null),
                        news(
                                it,
                                it.operators(),
                                Matter.FAILOVER_COMPLETED,
                                it.obligations(),
                                it.turn().drill()));
            case ResilienceNotice.FailbackStarted it ->
                List.of(
                        users(it, it.party(), Moment.UNDER_WAY, it.turn(), it.kind()),
                        news(
                                it,
                                it.operators(),
                                Matter.FAILBACK_STARTED,
                                way(it.kind(), it.turn()),
                                it.turn().drill()));
            case ResilienceNotice.FailbackCompleted it ->
                List.of(
                        users(it, it.party(), done(it.obligations()), it.turn(), null),
                        news(
                                it,
                                it.operators(),
                                Matter.FAILBACK_COMPLETED,
                                it.obligations(),
                                it.turn().drill()));
            case ResilienceNotice.SwitchoverAborted it -> aborted(it);
            case ResilienceNotice.ObligationOpened it ->
                List.of(news(
                        it,
                        it.operators(),
                        Matter.OBLIGATION_OPENED,
                        List.of(it.obligation(), it.detail()),
                        it.drill()));
            case ResilienceNotice.SplitBrainSuspected it ->
                List.of(news(it, it.operators(), Matter.SPLIT_BRAIN_SUSPECTED, groupAndNodes(it), it.drill()));
            case ResilienceNotice.EmergencyAttested it -> List.of(attested(it));
            case ResilienceNotice.RunOverrideRequested it -> List.of(waits(it));
            case ResilienceNotice.DrillDue it -> List.of(drillDue(it));
            case ResilienceNotice.RunInTrouble it -> List.of(inTrouble(it));
            case ResilienceNotice.RunWaits it -> List.of(waits(it));
            case ResilienceNotice.RunOverrideDecided it -> List.of();
            case ResilienceNotice.ServiceRestored it ->
                List.of(to(it.party(), moves(it, Moment.RESTORED, WhatToDo.after(it), it.drill(), it.at(), null)));
            case ResilienceNotice.ServicesStarted it -> List.of();
            case ResilienceNotice.ServicesStopped it -> List.of();
            case ResilienceNotice.RoleGranted it -> List.of();
            case ResilienceNotice.RoleReleased it -> List.of();
            case ResilienceNotice.MdsRegistered it -> List.of();
            case ResilienceNotice.EdgeRedirected it -> List.of();
            case ResilienceNotice.ObligationMet it -> List.of();
        };
    }

    private static List<Addressed> announced(ResilienceNotice.SwitchoverAnnounced it) {
        var forUsers = moves(it, Moment.AHEAD, WhatToDo.after(it), it.drill(), it.when(), null);
        var forOperators = new SwitchoverNews(
                deployment(it), Matter.ANNOUNCED, List.of(it.direction().name()), it.drill(), null, it.when());
        return List.of(to(it.party(), forUsers), to(it.operators(), forOperators));
    }

    /** The one that follows is told of at once, and says what holds. */
    private static List<Addressed> aborted(ResilienceNotice.SwitchoverAborted it) {
        return it.followedBy() == null
                ? List.of(users(it, it.party(), it.restored() ? Moment.ABORTED : Moment.FAILED, it.turn(), it.kind()))
                : List.of();
    }

    /** That the old node is still to be stopped, or a word to be reviewed, is nothing users notice. */
    private static Moment done(List<String> obligations) {
        return obligations.stream().anyMatch(ResilienceLetters::isOfFollower) ? Moment.INCOMPLETE : Moment.DONE;
    }

    private static boolean isOfFollower(String obligation) {
        return obligation.equals("edge") || obligation.startsWith("cc-") || obligation.startsWith("mds-");
    }

    private static Addressed users(
            ResilienceNotice notice, String party, Moment moment, Turn turn, @Nullable Kind kind) {
        return to(party, moves(notice, moment, WhatToDo.after(turn), turn.drill(), notice.at(), kind));
    }

    private static ServiceMoves moves(
            ResilienceNotice notice, Moment moment, WhatToDo todo, boolean drill, Instant when, @Nullable Kind kind) {
        return new ServiceMoves(
                deployment(notice),
                moment,
                todo.goTo(),
                todo.refresh(),
                todo.edge(),
                drill,
                when,
                kind == null ? null : Urgency.valueOf(kind.name()));
    }

    private static Addressed news(
            ResilienceNotice notice, String operators, Matter matter, List<String> details, boolean drill) {
        return to(operators, new SwitchoverNews(deployment(notice), matter, details, drill, null, notice.at()));
    }

    private static Addressed drillDue(ResilienceNotice.DrillDue it) {
        return to(
                it.operators(),
                new SwitchoverNews(deployment(it), Matter.DRILL_DUE, lastDrill(it), false, it.everyDays(), it.at()));
    }

    private static Addressed waits(ResilienceNotice.RunOverrideRequested it) {
        return new Addressed(
                APPROVERS,
                new OverrideWaits(
                        it.operation(),
                        it.command(),
                        it.subject(),
                        it.gates(),
                        it.reason(),
                        it.ticket(),
                        it.requestedBy(),
                        it.facts(),
                        it.drill(),
                        it.at()));
    }

    private static Addressed waits(ResilienceNotice.RunWaits it) {
        return to(
                it.operators(),
                new RunWaits(
                        deployment(it),
                        it.operation(),
                        it.step(),
                        it.node(),
                        it.outcome().name(),
                        it.detail(),
                        it.ways().stream().map(Enum::name).toList(),
                        it.drill(),
                        it.at()));
    }

    private static Addressed attested(ResilienceNotice.EmergencyAttested it) {
        return new Addressed(
                APPROVERS,
                new EmergencyAttested(
                        deployment(it), it.node(), it.reason(), it.by(), it.missing(), it.drill(), it.at()));
    }

    private static Addressed inTrouble(ResilienceNotice.RunInTrouble it) {
        return to(
                it.operators(),
                new OperationEnded(
                        it.operation(),
                        it.kind(),
                        it.outcome().name(),
                        deployment(it),
                        it.detail(),
                        it.drill(),
                        it.at()));
    }

    private static List<String> way(Kind kind, Turn turn) {
        return List.of(kind + ", " + turn.from() + " → " + turn.to());
    }

    private static List<String> groupAndNodes(ResilienceNotice.SplitBrainSuspected it) {
        return List.of(it.group() + ": " + String.join(", ", it.nodes()));
    }

    private static List<String> lastDrill(ResilienceNotice.DrillDue it) {
        Instant last = it.lastDrill();
        return last == null ? List.of() : List.of(last.toString());
    }

    private static Addressed to(String party, Letter letter) {
        return new Addressed(new Party(party), letter);
    }

    private static String deployment(ResilienceNotice notice) {
        return notice.key().substring(notice.key().indexOf('/') + 1);
    }
}
