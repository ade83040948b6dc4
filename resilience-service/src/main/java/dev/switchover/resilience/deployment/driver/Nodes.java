package dev.switchover.resilience.deployment.driver;

import dev.switchover.kit.security.SecretMissing;
import dev.switchover.resilience.deployment.claims.ReportTable;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.driver.Attempt;
import dev.switchover.resilience.node.driver.NodeDriver;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks nodes by the driver of their kind, and notes what they say of themselves. */
@Singleton
public class Nodes {

    private static final Duration STATUS_LIMIT = Duration.ofSeconds(5);

    /** The database keeps no smaller parts of a second. */
    private static final Duration ROUNDED = Duration.of(1, ChronoUnit.MICROS);

    private final List<NodeDriver<?>> drivers;
    private final ReportTable reports;
    private final Clock clock;

    Nodes(@All List<NodeDriver<?>> drivers, ReportTable reports, Clock clock) {
        this.drivers = drivers;
        this.reports = reports;
        this.clock = clock;
    }

    /** Where a node is and what is to be noted about it. */
    record Place(DeploymentId deployment, NodeId node, Access access) {}

    ActionReport carryOut(Place place, ActionOrder order) {
        var report = attempted(place.access(), order);
        note(place, order, report);
        return report;
    }

    /** As {@link #status}, for nobody's order. */
    Optional<NodeReport> look(Place place) {
        return status(place, place.deployment().value() + "." + place.node());
    }

    /** What the node says of itself now; nothing if it does not answer. */
    Optional<NodeReport> status(Place place, String about) {
        return Optional.ofNullable(ask(place, about).status());
    }

    /** As {@link #status}, with what became of the question. Each is one of its own: an old answer is none. */
    ActionReport ask(Place place, String about) {
        var id = about + ".status." + clock.millis();
        return carryOut(place, new ActionOrder(id, place.node(), NodeAction.STATUS, 0, Map.of(), STATUS_LIMIT));
    }

    /** Whether the node has been asked since, and has answered that; the clock may have been put back meanwhile. */
    boolean isOvertaken(Place place, NodeReport report) {
        return reports.of(place.deployment(), place.node())
                .map(ReportTable.Known::report)
                .filter(known -> known.at().isAfter(report.at().plus(ROUNDED))
                        && !known.at().isAfter(clock.instant()))
                .isPresent();
    }

    /** Whether it says anything of these groups that its deployment has not heard. */
    boolean isNews(DeploymentId deployment, NodeId node, NodeReport report, List<Group> groups) {
        var told = reports.of(deployment, node).map(ReportTable.Known::told).orElse(List.of());
        return report.groups().stream()
                .filter(said -> groups.contains(said.group()))
                .anyMatch(said -> told.stream().noneMatch(said::saysAs));
    }

    private void note(Place place, ActionOrder order, ActionReport report) {
        if (report.status() != null) {
            reports.answered(place.deployment(), place.node(), report.status());
        } else if (order.action() == NodeAction.STATUS || report.result() == ActionReport.Result.IN_DOUBT) {
            reports.troubled(place.deployment(), place.node(), why(report), report.presence(), clock.instant());
        }
    }

    /** A command that failed may have said nothing. */
    private static String why(ActionReport report) {
        var code = report.exitCode();
        return code == null || code == 0
                ? report.output()
                : "exit code %d %s".formatted(code, report.output()).strip();
    }

    /** Without the secret nobody is asked at all; that is shown as why nobody knows whether it is there. */
    private ActionReport attempted(Access access, ActionOrder order) {
        try {
            return driven(access, order);
        } catch (SecretMissing e) {
            return Attempt.begin(clock, order, List.of()).notAsked(String.valueOf(e.getMessage()));
        }
    }

    private ActionReport driven(Access access, ActionOrder order) {
        var driver = drivers.stream()
                .filter(one -> one.access().isInstance(access))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no driver for " + access.getClass().getSimpleName()));
        return drive(driver, access, order);
    }

    private static <A extends Access> ActionReport drive(NodeDriver<A> driver, Access access, ActionOrder order) {
        return driver.carryOut(driver.access().cast(access), order);
    }
}
