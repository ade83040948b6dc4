package dev.switchover.contracts.resilience.v1;

import dev.switchover.contracts.GoldenFiles;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Decision;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Direction;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Kind;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.ManualAction;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Outcome;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Turn;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Way;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire format is what the golden files say, in both directions. */
class ResilienceNoticeGoldenTest {

    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant WHEN = Instant.parse("2026-03-09T03:00:00Z");
    private static final String PARIS = "deployment/paris";
    private static final String USERS = "paris-users";
    private static final String OPERATORS = "operators";
    private static final List<ManualAction> RECONNECT =
            List.of(new ManualAction("cc-users", "reconnect", "cc2.paris.example"));
    private static final List<ManualAction> BOTH = List.of(
            new ManualAction("cc-users", "reconnect", "cc1.paris.example"),
            new ManualAction("edge-users", "refresh", "edge.paris.example"));
    private static final Turn OVER =
            new Turn("run.paris.7", "main", "standby", "cc2.paris.example", false, false, RECONNECT);
    private static final Turn STAYS = new Turn("run.paris.9", "main", "standby", null, false, false, List.of());
    private static final Turn BACK = new Turn("run.paris.8", "standby", "main", null, true, true, BOTH);

    private final GoldenFiles golden = new GoldenFiles("resilience", ResilienceNotice.class);

    static Stream<ResilienceNotice> notices() {
        return Stream.of(switchovers(), nodes(), people()).flatMap(it -> it);
    }

    private static Stream<ResilienceNotice> switchovers() {
        return Stream.of(
                new ResilienceNotice.SwitchoverAnnounced(
                        PARIS,
                        AT,
                        USERS,
                        OPERATORS,
                        Direction.FAILOVER,
                        WHEN,
                        "cc2.paris.example",
                        false,
                        false,
                        RECONNECT),
                new ResilienceNotice.FailoverStarted(PARIS, AT, USERS, OPERATORS, Kind.EMERGENCY, OVER),
                new ResilienceNotice.FailoverCompleted(PARIS, AT, USERS, OPERATORS, OVER, List.of("stop-main")),
                new ResilienceNotice.FailbackStarted(PARIS, AT, USERS, OPERATORS, Kind.PLANNED, BACK),
                new ResilienceNotice.FailbackCompleted(PARIS, AT, USERS, OPERATORS, BACK, List.of()),
                new ResilienceNotice.SwitchoverAborted(
                        PARIS, AT, USERS, OPERATORS, Direction.FAILOVER, Kind.PLANNED, STAYS, false, "run.paris.10"));
    }

    private static Stream<ResilienceNotice> nodes() {
        return Stream.of(
                new ResilienceNotice.ServicesStarted(PARIS, AT, "run.paris.5", "standby", List.of("edge")),
                new ResilienceNotice.ServiceRestored(
                        PARIS, AT, USERS, "standby", "cc2.paris.example", false, false, RECONNECT),
                new ResilienceNotice.ServicesStopped(PARIS, AT, "run.paris.6", "main"),
                new ResilienceNotice.RoleGranted(PARIS, AT, "telephony", "standby", 4),
                new ResilienceNotice.RoleReleased(PARIS, AT, "telephony", "main", 3),
                new ResilienceNotice.MdsRegistered(PARIS, AT, "mds1", "standby", 4),
                new ResilienceNotice.EdgeRedirected(PARIS, AT, "standby"),
                new ResilienceNotice.SplitBrainSuspected(
                        PARIS, AT, OPERATORS, "data", List.of("main", "standby"), true));
    }

    private static Stream<ResilienceNotice> people() {
        return Stream.of(
                new ResilienceNotice.ObligationOpened(
                        PARIS, AT, OPERATORS, "stop-main", "main", "Nobody has seen main stopped.", true),
                new ResilienceNotice.ObligationMet(PARIS, AT, "stop-main"),
                new ResilienceNotice.EmergencyAttested(
                        PARIS, AT, "main", "The power supply burnt out.", List.of("olga"), 1, true),
                new ResilienceNotice.RunOverrideRequested(
                        "override/7f",
                        AT,
                        "override-7f",
                        "resilience.start-switchover",
                        PARIS,
                        List.of("replication-in-sync"),
                        "Main is about to lose its power.",
                        "OPS-12",
                        "olga",
                        List.of("gate replication-in-sync: UNKNOWN, not measured"),
                        true),
                new ResilienceNotice.RunOverrideDecided("override/7f", AT, "override-7f", Decision.APPROVED),
                new ResilienceNotice.DrillDue(PARIS, AT, OPERATORS, Instant.parse("2025-11-20T09:00:00Z"), 90),
                new ResilienceNotice.RunWaits(
                        PARIS,
                        AT,
                        OPERATORS,
                        "run.paris.7",
                        "fence-main",
                        "main",
                        Outcome.IN_DOUBT,
                        "Node main did not answer.",
                        List.of(Way.RETRY, Way.ATTEST),
                        false),
                new ResilienceNotice.RunInTrouble(
                        PARIS,
                        AT,
                        OPERATORS,
                        "run.paris.7",
                        "FAILOVER",
                        Outcome.IN_DOUBT,
                        "Node main did not answer.",
                        true));
    }

    @ParameterizedTest
    @MethodSource("notices")
    void isWhatTheGoldenFileSays(ResilienceNotice notice) {
        golden.hold(notice);
    }

    @Test
    void everyNoticeHasAGoldenFile() {
        golden.coverEveryNotice(notices());
    }
}
