package dev.switchover.resilience.measuring.domain;

import java.time.Instant;
import java.util.List;

/** All probes sent at one moment, and what came of them. */
public record Sample(Instant at, List<Answer> answers) {

    public Sample {
        answers = List.copyOf(answers);
    }

    boolean serves(String thing, String node) {
        return answers.stream()
                .anyMatch(
                        answer -> answer.thing().equals(thing) && answer.node().equals(node) && answer.serves());
    }

    boolean isServed(String thing) {
        return answers.stream().anyMatch(answer -> answer.thing().equals(thing) && answer.serves());
    }

    boolean isTakenByTwo(String thing) {
        return answers.stream()
                        .filter(answer -> answer.thing().equals(thing) && answer.takes())
                        .count()
                > 1;
    }
}
