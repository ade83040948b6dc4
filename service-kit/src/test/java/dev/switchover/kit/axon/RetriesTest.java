package dev.switchover.kit.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

class RetriesTest {

    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void aStormOfConflictsIsOutlasted() {
        int attempt = new Retries().run(() -> {
            if (attempts.incrementAndGet() < 20) {
                throw new ConcurrencyException("another was first");
            }
            return attempts.get();
        });

        assertThat(attempt).isEqualTo(20);
    }

    @Test
    void aConflictWithoutEndIsThrownAtLast() {
        assertThatThrownBy(() -> new Retries(Duration.ofMillis(20)).run(() -> {
                    attempts.incrementAndGet();
                    throw new ConcurrencyException("another was first");
                }))
                .isInstanceOf(ConcurrencyException.class);

        assertThat(attempts).hasValueGreaterThan(1);
    }

    @Test
    void whatIsNoConflictIsThrownAtOnce() {
        assertThatThrownBy(() -> new Retries().run(() -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("the database is away");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(attempts).hasValue(1);
    }
}
