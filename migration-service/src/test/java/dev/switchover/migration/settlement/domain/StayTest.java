package dev.switchover.migration.settlement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.migration.customer.domain.CustomerEvent;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerCorrected;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoved;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMovedBack;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.Proof;
import dev.switchover.migration.customer.domain.ReachedBy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A customer's times on nodes, through moves, ways back and corrections. */
class StayTest {

    private static final CustomerId ACME = new CustomerId("acme");
    private static final Instant ADDED_AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DRAIN = Duration.ofDays(1);
    private static final int EVENTS = 12;
    private static final Instant MOVED_AT = ADDED_AT.plus(Duration.ofDays(30));

    /** What a stay is to who knows which one he speaks of. */
    private static final class Spell {

        private final String node;
        private Instant since;
        private @Nullable Instant until;

        Spell(String node, Instant since) {
            this.node = node;
            this.since = since;
        }

        String inWords() {
            return node + " " + since + " " + until;
        }
    }

    /** One customer's history as it may come about, told to {@link Stay} and to spells at once. */
    private static final class History {

        private final Random random;
        private final List<Spell> spells = new ArrayList<>();
        private List<Stay> stays;
        private Spell current;
        private @Nullable Spell left;
        private Instant now = ADDED_AT;

        History(long seed) {
            random = new Random(seed);
            current = begin("a");
            stays = List.of(Stay.first(
                    new CustomerAdded(ACME, "acme-ltd", ReachedBy.IP, null, "east", "a", null, ZoneOffset.UTC),
                    ADDED_AT));
        }

        void goOn() {
            now = now.plusSeconds(1 + random.nextInt(200_000));
            switch (random.nextInt(3)) {
                case 0 -> move();
                case 1 -> goBack();
                default -> correct();
            }
        }

        private void move() {
            var to = List.of("a", "b", "c").stream()
                    .filter(node -> !node.equals(current.node))
                    .toList()
                    .get(random.nextInt(2));
            var from = current;
            tell(new CustomerMoved(ACME, "m", "w", "acme-ltd", from.node, to, Proof.ATTESTED, "call", now, DRAIN));
            from.until = now.plus(DRAIN);
            left = from;
            current = begin(to);
        }

        private void goBack() {
            if (left == null) {
                return;
            }
            tell(new CustomerMovedBack(
                    ACME,
                    "m",
                    "w",
                    "acme-ltd",
                    ReachedBy.IP,
                    null,
                    current.node,
                    left.node,
                    "192.0.2.1",
                    "one-way audio",
                    now));
            current.until = now;
            left.until = null;
            current = left;
            left = null;
        }

        /** To any time that has passed, for what is refused by now may have been entered before. */
        private void correct() {
            var since = ADDED_AT.minusSeconds(100_000)
                    .plusSeconds(random.nextLong(Duration.between(ADDED_AT, now).toSeconds() + 100_000));
            tell(new CustomerCorrected(
                    ACME, "acme-ltd", ReachedBy.IP, null, "east", "a", since, ZoneOffset.UTC, "a typing error"));
            spells.getFirst().since = since;
        }

        private Spell begin(String node) {
            var spell = new Spell(node, now);
            spells.add(spell);
            return spell;
        }

        /** Rows come in any order. */
        private void tell(CustomerEvent event) {
            var rows = new ArrayList<Stay>(stays);
            Collections.shuffle(rows, random);
            stays = Stay.after(rows, event);
        }

        void matches() {
            assertThat(stays.stream().map(stay -> stay.node() + " " + stay.since() + " " + stay.until()))
                    .containsExactlyInAnyOrderElementsOf(
                            spells.stream().map(Spell::inWords).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000, 2_000, 3_000})
    void areThoseHeHad(long firstSeed) {
        for (long seed = firstSeed; seed < firstSeed + 500; seed++) {
            var history = new History(seed);
            for (int i = 0; i < EVENTS; i++) {
                history.goOn();
                history.matches();
            }
        }
    }

    /** By assignment it began, and a person says when it ended. */
    @Test
    void isStatedOnceAPersonSaidWhenItEnded() {
        var there = List.of(Stay.first(added(null), ADDED_AT));
        assertThat(there).extracting(Stay::stated).containsExactly(false);

        var moved = Stay.after(there, moved(Proof.ATTESTED));
        assertThat(moved).extracting(Stay::stated).containsExactly(true, true);
        assertThat(moved).extracting(Stay::sinceStated).containsExactly(false, true);

        var back = Stay.after(moved, BACK);
        assertThat(back).extracting(Stay::stated).containsExactly(false, true);
        assertThat(Stay.after(back, CORRECTED)).extracting(Stay::stated).containsExactly(true, true);
    }

    @Test
    void isStatedFromItsBeginningWhereAPersonSaidThat() {
        var there = List.of(Stay.first(added(ADDED_AT), ADDED_AT));
        assertThat(there).extracting(Stay::stated).containsExactly(true);
        assertThat(Stay.after(there, moved(Proof.SEEN)))
                .extracting(Stay::sinceStated)
                .containsExactly(true, false);
    }

    @Test
    void isNotStatedWhereNobodySaidAnything() {
        assertThat(Stay.after(List.of(Stay.first(added(null), ADDED_AT)), moved(Proof.SEEN)))
                .extracting(Stay::stated)
                .containsExactly(false, false);
    }

    private static final CustomerMovedBack BACK = new CustomerMovedBack(
            ACME,
            "m",
            "w",
            "acme-ltd",
            ReachedBy.IP,
            null,
            "b",
            "a",
            "192.0.2.1",
            "one-way audio",
            MOVED_AT.plus(DRAIN));

    private static final CustomerCorrected CORRECTED = new CustomerCorrected(
            ACME, "acme-ltd", ReachedBy.IP, null, "east", "a", ADDED_AT, ZoneOffset.UTC, "a typing error");

    private static CustomerAdded added(@Nullable Instant since) {
        return new CustomerAdded(ACME, "acme-ltd", ReachedBy.IP, null, "east", "a", since, ZoneOffset.UTC);
    }

    private static CustomerMoved moved(Proof proof) {
        return new CustomerMoved(ACME, "m", "w", "acme-ltd", "a", "b", proof, "call", MOVED_AT, DRAIN);
    }
}
