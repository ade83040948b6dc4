package dev.switchover.migration.settlement.claims;

import dev.switchover.migration.settlement.domain.Stay;
import dev.switchover.migration.settlement.domain.StayVerdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** So many ended stays on a node more, or fewer, with a verdict. */
record VerdictChange(String cluster, String node, StayVerdict verdict, long n) {

    private record Key(String cluster, String node, StayVerdict verdict) {}

    /** What changes when {@code before} become {@code after}; how many are still there the customers' counts tell. */
    static List<VerdictChange> between(Stream<Stay> before, Stream<Stay> after) {
        var sums = Stream.concat(before.map(stay -> one(stay, -1)), after.map(stay -> one(stay, 1)))
                .filter(change -> change.verdict != StayVerdict.STILL_THERE)
                .collect(Collectors.groupingBy(
                        change -> new Key(change.cluster, change.node, change.verdict),
                        Collectors.summingLong(VerdictChange::n)));
        return sums.entrySet().stream()
                .filter(sum -> sum.getValue() != 0)
                .map(sum -> new VerdictChange(
                        sum.getKey().cluster, sum.getKey().node, sum.getKey().verdict, sum.getValue()))
                .toList();
    }

    private static VerdictChange one(Stay stay, int n) {
        return new VerdictChange(stay.cluster(), stay.node(), stay.verdict(), n);
    }
}
