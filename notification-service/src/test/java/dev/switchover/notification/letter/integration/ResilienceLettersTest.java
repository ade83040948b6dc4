package dev.switchover.notification.letter.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Direction;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Kind;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.ManualAction;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Outcome;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Turn;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Way;
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
import org.junit.jupiter.api.Test;

class ResilienceLettersTest {

    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant WHEN = Instant.parse("2026-03-09T03:00:00Z");
    private static final String PARIS = "deployment/paris";
    private static final ManualAction REFRESH = new ManualAction("edge-users", "refresh", "edge.example");
    private static final Turn TURN =
            new Turn("run.paris.7", "main", "standby", "cc2.example", false, true, List.of(reconnect("cc2.example")));

    @Test
    void usersAndOperatorsAreToldBefore() {
        var notice = new ResilienceNotice.SwitchoverAnnounced(
                PARIS, AT, "users", "ops", Direction.FAILBACK, WHEN, null, true, false, List.of(REFRESH));

        assertThat(ResilienceLetters.of(notice))
                .containsExactly(
                        to(
                                "users",
                                new ServiceMoves("paris", Moment.AHEAD, null, true, "edge.example", false, WHEN, null)),
                        to(
                                "ops",
                                new SwitchoverNews("paris", Matter.ANNOUNCED, List.of("FAILBACK"), false, null, WHEN)));
    }

    @Test
    void usersAndOperatorsAreToldMeanwhile() {
        assertThat(ResilienceLetters.of(
                        new ResilienceNotice.FailoverStarted(PARIS, AT, "users", "ops", Kind.PLANNED, TURN)))
                .containsExactly(
                        to(
                                "users",
                                new ServiceMoves(
                                        "paris",
                                        Moment.UNDER_WAY,
                                        "cc2.example",
                                        false,
                                        null,
                                        true,
                                        AT,
                                        Urgency.PLANNED)),
                        to(
                                "ops",
                                new SwitchoverNews(
                                        "paris",
                                        Matter.FAILOVER_STARTED,
                                        List.of("PLANNED, main → standby"),
                                        true,
                                        null,
                                        AT)));
    }

    @Test
    void usersAndOperatorsAreToldAfterwardsAndWhatIsLeftToDo() {
        var notice = new ResilienceNotice.FailoverCompleted(PARIS, AT, "users", "ops", TURN, List.of("stop-main"));

        assertThat(ResilienceLetters.of(notice))
                .containsExactly(
                        to("users", new ServiceMoves("paris", Moment.DONE, "cc2.example", false, null, true, AT, null)),
                        to(
                                "ops",
                                new SwitchoverNews(
                                        "paris", Matter.FAILOVER_COMPLETED, List.of("stop-main"), true, null, AT)));
    }

    @Test
    void usersAreToldThatTheServerDoesNotAnswer() {
        assertThat(ResilienceLetters.of(
                        new ResilienceNotice.FailoverStarted(PARIS, AT, "users", "ops", Kind.EMERGENCY, TURN)))
                .contains(to(
                        "users",
                        new ServiceMoves(
                                "paris", Moment.UNDER_WAY, "cc2.example", false, null, true, AT, Urgency.EMERGENCY)));
    }

    @Test
    void usersAreToldThatNotEverythingHasFollowedYet() {
        for (var behind : List.of("edge", "cc-cc2", "mds-m1")) {
            var owed = List.of("stop-main", behind);
            assertThat(ResilienceLetters.of(
                            new ResilienceNotice.FailoverCompleted(PARIS, AT, "users", "ops", TURN, owed)))
                    .contains(to(
                            "users",
                            new ServiceMoves("paris", Moment.INCOMPLETE, "cc2.example", false, null, true, AT, null)));
        }
    }

    @Test
    void usersAreToldThatEverythingIsAsItWas() {
        assertThat(ResilienceLetters.of(aborted(Kind.EMERGENCY, true, null)))
                .containsExactly(to(
                        "users",
                        new ServiceMoves(
                                "paris", Moment.ABORTED, "cc2.example", false, null, true, AT, Urgency.EMERGENCY)));
        assertThat(ResilienceLetters.of(aborted(null, true, null)))
                .containsExactly(to(
                        "users",
                        new ServiceMoves("paris", Moment.ABORTED, "cc2.example", false, null, true, AT, null)));
    }

    @Test
    void usersAreToldThatNotAllWasTakenBack() {
        assertThat(ResilienceLetters.of(aborted(Kind.PLANNED, false, null)))
                .containsExactly(to(
                        "users",
                        new ServiceMoves(
                                "paris", Moment.FAILED, "cc2.example", false, null, true, AT, Urgency.PLANNED)));
    }

    @Test
    void usersAreToldThatItWorksAgain() {
        var actions = List.of(reconnect("cc2.example"));
        assertThat(ResilienceLetters.of(new ResilienceNotice.ServiceRestored(
                        PARIS, AT, "users", "standby", "cc2.example", false, true, actions)))
                .containsExactly(to(
                        "users",
                        new ServiceMoves("paris", Moment.RESTORED, "cc2.example", false, null, true, AT, null)));
    }

    @Test
    void whereAnotherSwitchoverFollowsAtOnceThatOneSaysWhatHolds() {
        assertThat(ResilienceLetters.of(aborted(Kind.PLANNED, false, "run.paris.8")))
                .isEmpty();
    }

    @Test
    void whereThereIsAnEdgeTooBothNamesAreTold() {
        var both = List.of(reconnect("cc2.example"), REFRESH);
        var turn = new Turn("run.paris.7", "main", "standby", null, true, false, both);

        assertThat(ResilienceLetters.of(
                        new ResilienceNotice.FailoverStarted(PARIS, AT, "users", "ops", Kind.PLANNED, turn)))
                .contains(to(
                        "users",
                        new ServiceMoves(
                                "paris",
                                Moment.UNDER_WAY,
                                "cc2.example",
                                true,
                                "edge.example",
                                false,
                                AT,
                                Urgency.PLANNED)));
        assertThat(ResilienceLetters.of(
                        new ResilienceNotice.FailbackCompleted(PARIS, AT, "users", "ops", turn, List.of())))
                .contains(to(
                        "users",
                        new ServiceMoves("paris", Moment.DONE, "cc2.example", true, "edge.example", false, AT, null)));
    }

    @Test
    void noticesFromBeforeAreReadAsTheyWere() {
        var refresh = new Turn("run.paris.7", "main", "standby", null, true, false, null);
        var goTo = new Turn("run.paris.7", "main", "standby", "cc2.example", false, false, null);

        assertThat(ResilienceLetters.of(
                        new ResilienceNotice.FailoverStarted(PARIS, AT, "users", "ops", Kind.PLANNED, refresh)))
                .contains(to(
                        "users",
                        new ServiceMoves("paris", Moment.UNDER_WAY, null, true, null, false, AT, Urgency.PLANNED)));
        assertThat(ResilienceLetters.of(
                        new ResilienceNotice.FailoverStarted(PARIS, AT, "users", "ops", Kind.PLANNED, goTo)))
                .contains(to(
                        "users",
                        new ServiceMoves(
                                "paris", Moment.UNDER_WAY, "cc2.example", false, null, false, AT, Urgency.PLANNED)));
    }

    @Test
    void approversAreToldAtOnceOfAnAttestation() {
        var notice = new ResilienceNotice.EmergencyAttested(PARIS, AT, "main", "Burnt.", List.of("vera"), 1, true);

        assertThat(ResilienceLetters.of(notice))
                .containsExactly(to(
                        "approvers", new EmergencyAttested("paris", "main", "Burnt.", List.of("vera"), 1, true, AT)));
    }

    @Test
    void approversAreToldWhatWaitsForThem() {
        var notice = new ResilienceNotice.RunOverrideRequested(
                "override/7f",
                AT,
                "override-7f",
                "start",
                PARIS,
                List.of("replication-in-sync"),
                "No power.",
                null,
                "olga",
                List.of("steps: stop-services on main"),
                true);

        assertThat(ResilienceLetters.of(notice))
                .containsExactly(to(
                        "approvers",
                        new OverrideWaits(
                                "override-7f",
                                "start",
                                PARIS,
                                List.of("replication-in-sync"),
                                "No power.",
                                null,
                                "olga",
                                List.of("steps: stop-services on main"),
                                true,
                                AT)));
    }

    @Test
    void operatorsAreToldHowOftenTheyAreToPractise() {
        assertThat(ResilienceLetters.of(new ResilienceNotice.DrillDue(PARIS, AT, "ops", WHEN, 30)))
                .containsExactly(to(
                        "ops", new SwitchoverNews("paris", Matter.DRILL_DUE, List.of(WHEN.toString()), false, 30, AT)));
        assertThat(ResilienceLetters.of(new ResilienceNotice.DrillDue(PARIS, AT, "ops", null, null)))
                .containsExactly(to("ops", new SwitchoverNews("paris", Matter.DRILL_DUE, List.of(), false, null, AT)));
    }

    @Test
    void operatorsAreToldOfAnEndThatIsNoSuccess() {
        var notice = new ResilienceNotice.RunInTrouble(
                PARIS, AT, "ops", "run.paris.7", "FAILOVER", Outcome.FAILED, "No answer.", true);

        assertThat(ResilienceLetters.of(notice))
                .containsExactly(to(
                        "ops",
                        new OperationEnded("run.paris.7", "FAILOVER", "FAILED", "paris", "No answer.", true, AT)));
    }

    @Test
    void operatorsAreToldWhatIsLeftToDoAndWhetherItIsADrill() {
        assertThat(ResilienceLetters.of(
                        new ResilienceNotice.ObligationOpened(PARIS, AT, "ops", "edge", null, "Not redirected.", true)))
                .containsExactly(to(
                        "ops",
                        new SwitchoverNews(
                                "paris",
                                Matter.OBLIGATION_OPENED,
                                List.of("edge", "Not redirected."),
                                true,
                                null,
                                AT)));
        assertThat(ResilienceLetters.of(new ResilienceNotice.SplitBrainSuspected(
                        PARIS, AT, "ops", "data", List.of("main", "standby"), true)))
                .containsExactly(to(
                        "ops",
                        new SwitchoverNews(
                                "paris",
                                Matter.SPLIT_BRAIN_SUSPECTED,
                                List.of("data: main, standby"),
                                true,
                                null,
                                AT)));
    }

    @Test
    void operatorsAreToldThatARunWaitsForThemAndWhatTheyCanDo() {
        var notice = new ResilienceNotice.RunWaits(
                PARIS,
                AT,
                "ops",
                "run.paris.7",
                "fence-main",
                "main",
                Outcome.IN_DOUBT,
                "No answer.",
                List.of(Way.RETRY, Way.ATTEST),
                false);

        assertThat(ResilienceLetters.of(notice))
                .containsExactly(to(
                        "ops",
                        new RunWaits(
                                "paris",
                                "run.paris.7",
                                "fence-main",
                                "main",
                                "IN_DOUBT",
                                "No answer.",
                                List.of("RETRY", "ATTEST"),
                                false,
                                AT)));
    }

    @Test
    void whatNobodyNeedsToReadMakesNoMail() {
        assertThat(ResilienceLetters.of(new ResilienceNotice.ServicesStopped(PARIS, AT, "run.paris.6", "main")))
                .isEmpty();
        assertThat(ResilienceLetters.of(new ResilienceNotice.MdsRegistered(PARIS, AT, "mds1", "standby", 4)))
                .isEmpty();
    }

    private static ResilienceNotice aborted(@Nullable Kind kind, boolean restored, @Nullable String followedBy) {
        return new ResilienceNotice.SwitchoverAborted(
                PARIS, AT, "users", "ops", Direction.FAILBACK, kind, TURN, restored, followedBy);
    }

    private static ManualAction reconnect(String fqdn) {
        return new ManualAction("cc-users", "reconnect", fqdn);
    }

    private static Addressed to(String party, Letter letter) {
        return new Addressed(new Party(party), letter);
    }
}
