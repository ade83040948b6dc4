package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.claims.ReportTable;
import dev.switchover.resilience.deployment.claims.ReportTable.Known;
import dev.switchover.resilience.deployment.claims.RoleTable;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.claims.WatchConfig;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.ReportedState;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node that lost its groups while nobody could reach it gets the order to stop them as soon as it answers: it has not
 * seen the epoch by which they were taken from it, or it has learnt that epoch and serves on all the same. One that is only
 * to end its calls, and takes new ones beside the owner, gets the order to drain; so does one whose start came to its end
 * only after its run had. Only a person's word, which is shown and to be reviewed, keeps it going. Nothing is started by
 * this, and no role moves.
 */
@Singleton
class MissedOrders {

    private static final String NONE = "NONE";
    private static final String DRAINING = "DRAINING";
    private static final String OWNER = "OWNER";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final RoleTable roles;
    private final DefinitionTable definitions;
    private final ReportTable reports;
    private final RepeatedOrders orders;
    private final WatchConfig config;
    private final Clock clock;

    MissedOrders(
            RoleTable roles,
            DefinitionTable definitions,
            ReportTable reports,
            RepeatedOrders orders,
            WatchConfig config,
            Clock clock) {
        this.roles = roles;
        this.definitions = definitions;
        this.reports = reports;
        this.orders = orders;
        this.config = config;
        this.clock = clock;
    }

    /** Whether an order was given. */
    boolean catchUp(Place place, NodeReport said) {
        var all = roles.of(place.deployment());
        var missed = all.stream()
                .filter(role -> role.node().equals(place.node().value()))
                .filter(role -> said.of(Group.of(role.group()))
                        .filter(group -> isMissed(place, role, group, all))
                        .isPresent())
                .toList();
        var stay = missed.stream().map(Assigned::group).toList();
        orders.settled(place, about -> RepeatedOrders.isOfGroup(about) && !stay.contains(about));
        var due = missed.stream()
                .filter(role -> orders.isDue(place, order(place, role, said), word(role, said)))
                .toList();
        due.forEach(role -> give(place, order(place, role, said), word(role, said)));
        return !due.isEmpty();
    }

    /** It does not answer: when it does again, it may obey, and is told at once. */
    void silent(Place place) {
        orders.settled(place, about -> true);
    }

    private boolean isMissed(Place place, Assigned role, GroupReport said, List<Assigned> all) {
        return switch (role.role()) {
            case NONE ->
                role.starting()
                        ? isLeftOver(place, role, said, all)
                        : said.epoch() < role.epoch() || isUnasked(place, role, said, all);
            case DRAINING -> takesCallsOn(place, role, said, all);
            default -> false;
        };
    }

    /** Whether it takes new calls beside the owner, and no run is about to see to it. */
    private boolean takesCallsOn(Place place, Assigned role, GroupReport said, List<Assigned> all) {
        return role.group().equals(Group.TELEPHONY.id())
                && servesBesideOwner(place, role, said, all)
                && !definitions.isOrderedByRun(place.deployment(), place.node(), Group.TELEPHONY);
    }

    /** Whether it has begun to serve beside the owner by an order whose run has ended without it. */
    private boolean isLeftOver(Place place, Assigned role, GroupReport said, List<Assigned> all) {
        return servesBesideOwner(place, role, said, all) && !definitions.hasRun(place.deployment());
    }

    private boolean servesBesideOwner(Place place, Assigned role, GroupReport said, List<Assigned> all) {
        return said.state() == ReportedState.ACTIVE
                && said.attested() == null
                && all.stream().anyMatch(other -> isServingOwner(place, role, other));
    }

    /** Whether it serves on nobody's order and nobody's word. */
    private boolean isUnasked(Place place, Assigned role, GroupReport said, List<Assigned> all) {
        return said.state().isServing()
                && said.attested() == null
                && (wasEverOrdered(role)
                        || isOwnedByNobody(role, all)
                        || all.stream().anyMatch(other -> isServingOwner(place, role, other)));
    }

    private static boolean isOwnedByNobody(Assigned role, List<Assigned> all) {
        return all.stream()
                .noneMatch(other ->
                        other.group().equals(role.group()) && other.role().equals(OWNER));
    }

    /**
     * Before that, while the other owns it, it may be the definition that is wrong about who serves: only one of two is
     * stopped then.
     */
    private static boolean wasEverOrdered(Assigned role) {
        return role.epoch() > 0 || role.ordered() > 0;
    }

    private boolean isServingOwner(Place place, Assigned role, Assigned other) {
        return other.role().equals(OWNER)
                && other.group().equals(role.group())
                && reports.of(place.deployment(), new NodeId(other.node()))
                        .filter(known -> known.byPerson() || isFresh(known.report()))
                        .map(Known::report)
                        .flatMap(report -> report.of(Group.of(role.group())))
                        .filter(said -> said.state() == ReportedState.ACTIVE)
                        .isPresent();
    }

    private boolean isFresh(@Nullable NodeReport report) {
        return report != null && !report.at().plus(config.fresh()).isBefore(clock.instant());
    }

    private void give(Place place, ActionOrder order, GroupReport said) {
        Log.infof(
                "%s of %s is to %s at epoch %d: it is not to serve on",
                place.node(), place.deployment(), order.action().id(), order.epoch());
        orders.give(place, order, said);
    }

    private static ActionOrder order(Place place, Assigned role, NodeReport said) {
        var group = Group.of(role.group());
        var isToDrain = role.role().equals(DRAINING) || (role.starting() && group == Group.TELEPHONY);
        var action = isToDrain ? NodeAction.DRAIN_TELEPHONY : NodeAction.toStop(group);
        var epoch = latest(role, word(role, said));
        var id = RepeatedOrders.id(place, action, epoch, Map.of());
        return new ActionOrder(id, place.node(), action, epoch, Map.of(), LIMIT);
    }

    private static GroupReport word(Assigned role, NodeReport said) {
        return said.of(Group.of(role.group())).orElseThrow();
    }

    /** It may have learnt the owner's epoch, which is higher than that of its own last order, and would refuse a lower one. */
    private static long latest(Assigned role, GroupReport said) {
        return Math.max(role.latest(), said.epoch());
    }
}
