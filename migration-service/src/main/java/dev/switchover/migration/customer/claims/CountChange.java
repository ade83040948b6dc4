package dev.switchover.migration.customer.claims;

import dev.switchover.migration.customer.domain.CustomerStanding;
import dev.switchover.migration.customer.domain.Placement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** So many customers more, or fewer, on a node in a state. */
record CountChange(String cluster, String node, CustomerStanding state, long n) {

    private record Key(String cluster, String node, CustomerStanding state) {}

    /** What changes when {@code before} become {@code after}. */
    static List<CountChange> between(Stream<Placement> before, Stream<Placement> after) {
        var sums = Stream.concat(before.map(place -> one(place, -1)), after.map(place -> one(place, 1)))
                .collect(Collectors.groupingBy(
                        change -> new Key(change.cluster, change.node, change.state),
                        Collectors.summingLong(CountChange::n)));
        return sums.entrySet().stream()
                .filter(sum -> sum.getValue() != 0)
                .map(CountChange::of)
                .toList();
    }

    private static CountChange of(Map.Entry<Key, Long> sum) {
        return new CountChange(sum.getKey().cluster, sum.getKey().node, sum.getKey().state, sum.getValue());
    }

    private static CountChange one(Placement place, int n) {
        return new CountChange(place.cluster(), place.node(), place.state(), n);
    }
}
