package dev.switchover.resilience.measuring.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes figures of samples. Between two looks that are farther apart than the tolerance nothing is known: such a time is
 * neither good nor bad, and a gap ends at its edge.
 *
 * @param lost the node that an emergency leaves; null: it is none
 */
public record Evaluation(
        List<Sample> samples,
        Instant from,
        Instant to,
        Duration tolerance,
        @Nullable String lost) {

    public Evaluation {
        samples = samples.stream()
                .sorted(java.util.Comparator.comparing(Sample::at))
                .toList();
    }

    public List<Figures> of(List<String> things) {
        return things.stream().map(this::figures).toList();
    }

    private Figures figures(String thing) {
        var lost =
                (int) samples.stream().filter(sample -> !sample.isServed(thing)).count();
        return new Figures(
                thing,
                samples.size(),
                lost,
                longestGap(thing),
                overlap(thing),
                unknown(),
                downBefore(thing),
                positive(Duration.between(from, to)));
    }

    /**
     * What the first look found down was so before it. An emergency is begun because something is down: where the new node
     * serves already, but the old one does not, nobody saw how long neither did.
     */
    private boolean downBefore(String thing) {
        if (samples.isEmpty()) {
            return false;
        }
        var first = samples.getFirst();
        var moved = lost != null && !thing.equals(Probe.EDGE) && !first.serves(thing, lost);
        return moved || !first.isServed(thing);
    }

    private Duration longestGap(String thing) {
        var longest = Duration.ZERO;
        for (var stretch : stretches()) {
            longest = max(longest, longestGap(thing, stretch));
        }
        return longest;
    }

    /** From the last good look (or the first look at all) to the next good one (or the last look at all). */
    private static Duration longestGap(String thing, List<Sample> stretch) {
        var longest = Duration.ZERO;
        var lastGood = stretch.getFirst();
        var bad = false;
        for (var sample : stretch) {
            var good = sample.isServed(thing);
            if (bad || !good) {
                longest = max(longest, Duration.between(lastGood.at(), sample.at()));
            }
            bad = !good;
            lastGood = good ? sample : lastGood;
        }
        return longest;
    }

    /** A look at which two served counts until the next look, as far as that is within the time. */
    private Duration overlap(String thing) {
        var sum = Duration.ZERO;
        for (var stretch : stretches()) {
            for (var next = 1; next < stretch.size(); next++) {
                var one = stretch.get(next - 1);
                if (one.isTakenByTwo(thing)) {
                    sum = sum.plus(within(one.at(), stretch.get(next).at()));
                }
            }
        }
        return sum;
    }

    private Duration within(Instant one, Instant next) {
        return positive(Duration.between(one.isBefore(from) ? from : one, next.isAfter(to) ? to : next));
    }

    private Duration unknown() {
        if (samples.isEmpty()) {
            return positive(Duration.between(from, to));
        }
        var sum = positive(Duration.between(from, samples.getFirst().at()))
                .plus(positive(Duration.between(samples.getLast().at(), to)));
        for (var next = 1; next < samples.size(); next++) {
            var pause = Duration.between(
                    samples.get(next - 1).at(), samples.get(next).at());
            sum = pause.compareTo(tolerance) > 0 ? sum.plus(pause) : sum;
        }
        return sum;
    }

    /** Samples that follow each other closely enough to say something about the time between. */
    private List<List<Sample>> stretches() {
        var stretches = new ArrayList<List<Sample>>();
        for (var sample : samples) {
            if (stretches.isEmpty() || isBreak(stretches.getLast().getLast(), sample)) {
                stretches.add(new ArrayList<>());
            }
            stretches.getLast().add(sample);
        }
        return stretches;
    }

    private boolean isBreak(Sample one, Sample next) {
        return Duration.between(one.at(), next.at()).compareTo(tolerance) > 0;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration positive(Duration duration) {
        return max(duration, Duration.ZERO);
    }
}
