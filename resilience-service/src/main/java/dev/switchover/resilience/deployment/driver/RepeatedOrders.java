package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.deployment.claims.RepeatedOrderTable;
import dev.switchover.resilience.deployment.claims.RepeatedOrderTable.Given;
import dev.switchover.resilience.deployment.claims.WatchConfig;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeAction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives the orders by which a node becomes what it should be, and again when it goes on in spite of one. As long as it comes
 * to the same, ever later: a hook that fails is not to be run every few seconds for days. Whatever is new begins at once.
 * What may still run is the same order when it is repeated; what has ended is ordered anew, for a node may answer an order
 * that it knows by how it ended.
 */
@Singleton
class RepeatedOrders {

    /** What an order is about that is about none of the groups. */
    static final String PAGE = "page";

    private static final String MDS = "mds-";

    private final Nodes nodes;
    private final RepeatedOrderTable table;
    private final WatchConfig config;
    private final Clock clock;

    RepeatedOrders(Nodes nodes, RepeatedOrderTable table, WatchConfig config, Clock clock) {
        this.nodes = nodes;
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    /** What is ordered there; the moment it is given makes an order's id of it. */
    static String id(Place place, NodeAction action, long epoch, Map<String, String> parameters) {
        var values = new TreeMap<>(parameters).values().stream().map(value -> "." + value);
        return place.deployment().value() + "." + place.node() + "." + action.id() + "." + epoch
                + values.collect(Collectors.joining());
    }

    /** What an order to register there is about; nobody calls a group so. */
    static String mds(String mds) {
        return MDS + mds;
    }

    static boolean isOfGroup(String about) {
        return !about.equals(PAGE) && !about.startsWith(MDS);
    }

    boolean isDue(Place place, ActionOrder order, GroupReport said) {
        return isDue(place, order, said.group().id(), words(said));
    }

    /** @param said what the node said of it before the order */
    boolean isDue(Place place, ActionOrder order, String about, String said) {
        return last(place, about)
                .filter(given -> isSame(given, order, said))
                .filter(given -> clock.instant().isBefore(given.nextAt()))
                .isEmpty();
    }

    /** What comes of it is shown until the node has stopped. */
    void give(Place place, ActionOrder order, GroupReport said) {
        give(place, order, said.group().id(), words(said));
    }

    ActionReport give(Place place, ActionOrder order, String about, String said) {
        var before = last(place, about).filter(given -> isSame(given, order, said));
        var named = named(place, order, about);
        var report = nodes.carryOut(place, named);
        var result = report.result().name();
        var times = 1
                + before.filter(given -> given.result().equals(result))
                        .map(Given::times)
                        .orElse(0);
        var now = clock.instant();
        var next = now.plus(pause(times));
        table.put(
                place.deployment(),
                new Given(
                        place.node().value(),
                        about,
                        named.id(),
                        named.epoch(),
                        said,
                        result,
                        report.output(),
                        times,
                        now,
                        next));
        return report;
    }

    private ActionOrder named(Place place, ActionOrder order, String about) {
        return order.called(last(place, about)
                .filter(given -> given.result().equals(ActionReport.Result.IN_DOUBT.name()))
                .map(Given::id)
                .filter(id -> id.startsWith(order.id() + "."))
                .orElseGet(() -> order.id() + "." + clock.millis()));
    }

    /** Whether the last order may still be taking effect. */
    boolean wasJustGiven(Place place, ActionOrder order, String about) {
        return last(place, about)
                .filter(given -> given.epoch() == order.epoch())
                .filter(given -> clock.instant().isBefore(given.givenAt().plus(order.limit())))
                .isPresent();
    }

    /** These are as they should be, or nothing is known of them. */
    void settled(Place place, Predicate<String> about) {
        ofNode(place)
                .filter(given -> about.test(given.group()))
                .forEach(given -> table.delete(place.deployment(), given));
    }

    private Duration pause(int times) {
        var pause = config.every();
        for (int time = 1; time < times && pause.compareTo(config.longestPause()) < 0; time++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(config.longestPause()) < 0 ? pause : config.longestPause();
    }

    private static boolean isSame(Given given, ActionOrder order, String said) {
        return given.id().startsWith(order.id() + ".") && given.said().equals(said);
    }

    /** What makes a difference to whether it may obey; not what it counts. */
    private static String words(GroupReport said) {
        var word = said.attested() == null ? "" : ", on the word of " + said.attested();
        return said.state() + " at epoch " + said.epoch() + word;
    }

    private Optional<Given> last(Place place, String about) {
        return ofNode(place).filter(given -> given.group().equals(about)).findFirst();
    }

    private Stream<Given> ofNode(Place place) {
        return table.of(place.deployment()).stream()
                .filter(given -> given.node().equals(place.node().value()));
    }
}
