package dev.switchover.resilience.roles.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void saysWhoOwnsAGroup() {
        var board = Board.first(List.of(telephony("a", Role.DRAINING, 8), telephony("b", Role.OWNER, 8)), at(0));
        assertThat(board.of("d", "b", "telephony")).isEqualTo(new Answer(Role.OWNER, "b", 8, NOON, at(0)));
        assertThat(board.of("d", "a", "telephony").role()).isEqualTo(Role.DRAINING);
        assertThat(board.of("d", "a", "telephony").owner()).isEqualTo("b");
    }

    @Test
    void theEpochIsTheGroupsAndNotTheNodes() {
        var board = Board.first(List.of(telephony("a", Role.NONE, 7), telephony("b", Role.OWNER, 8)), at(0));
        assertThat(board.of("d", "a", "telephony").epoch()).isEqualTo(8);
    }

    @Test
    void withoutAGroupTelephonyIsMeantOrTheOnlyOne() {
        var board = Board.first(
                List.of(
                        telephony("a", Role.OWNER, 1),
                        holding("a", "data", Role.NONE, 4),
                        holding("plain", "services", Role.OWNER, 2),
                        holding("two", "data", Role.OWNER, 4),
                        holding("two", "management", Role.OWNER, 5)),
                at(0));
        assertThat(board.of("d", "a").role()).isEqualTo(Role.OWNER);
        assertThat(board.of("d", "plain").role()).isEqualTo(Role.OWNER);
        assertThat(board.of("d", "two").role()).isEqualTo(Role.UNKNOWN);
    }

    @Test
    void whatIsNotThereIsUnknown() {
        var board = Board.first(List.of(telephony("a", Role.OWNER, 1)), at(0));
        assertThat(board.of("d", "x", "telephony")).isEqualTo(Answer.unknown(at(0)));
        assertThat(board.of("d", "a", "data")).isEqualTo(Answer.unknown(at(0)));
        assertThat(board.of("x", "a")).isEqualTo(Answer.unknown(at(0)));
        assertThat(board.of("d", "x")).isEqualTo(Answer.unknown(at(0)));
    }

    @Test
    void anOlderEpochConfirmsNothing() {
        var board = Board.first(List.of(telephony("b", Role.OWNER, 8), holding("b", "data", Role.OWNER, 3)), at(0))
                .after(List.of(telephony("a", Role.OWNER, 7), holding("b", "data", Role.OWNER, 3)), at(1));
        assertThat(board.of("d", "b", "telephony")).isEqualTo(new Answer(Role.OWNER, "b", 8, NOON, at(0)));
        assertThat(board.of("d", "b", "data").confirmed()).isEqualTo(at(1));
        assertThat(board.forgotten()).isEqualTo(1);
    }

    @Test
    void aGroupThatVanishedComesBackAtItsEpochOnly() {
        var board = Board.first(List.of(telephony("b", Role.OWNER, 8)), at(0)).after(List.of(), at(1));
        assertThat(board.of("d", "b").role()).isEqualTo(Role.UNKNOWN);
        assertThat(board.after(List.of(telephony("a", Role.OWNER, 7)), at(2))
                        .of("d", "a")
                        .role())
                .isEqualTo(Role.UNKNOWN);
        assertThat(board.after(List.of(telephony("a", Role.OWNER, 9)), at(2))
                        .of("d", "a")
                        .role())
                .isEqualTo(Role.OWNER);
    }

    @Test
    void withinAnEpochTheLaterLookCounts() {
        var board = Board.first(List.of(telephony("a", Role.DRAINING, 8), telephony("b", Role.OWNER, 8)), at(0))
                .after(List.of(telephony("a", Role.NONE, 8), telephony("b", Role.OWNER, 8)), at(1));
        assertThat(board.of("d", "a", "telephony").role()).isEqualTo(Role.NONE);
    }

    @Test
    void howeverLooksAreLostRepeatedAndMixedNoEpochFalls() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var looks = new ArrayList<List<Holding>>();
            for (int epoch = 1; epoch <= 20; epoch++) {
                for (int copies = random.nextInt(3); copies > 0; copies--) {
                    looks.add(List.of(telephony(epoch % 2 == 0 ? "a" : "b", Role.OWNER, epoch)));
                }
            }
            Collections.shuffle(looks, random);
            var board = Board.first(List.of(), at(0));
            long highest = 0;
            for (var look : looks) {
                board = board.after(look, at(1));
                var shown =
                        Math.max(board.of("d", "a").epoch(), board.of("d", "b").epoch());
                assertThat(shown).as("seed %d", seed).isGreaterThanOrEqualTo(highest);
                highest = shown;
            }
        }
    }

    @Test
    void ageIsCountedByNoClock() {
        assertThat(at(2).age(TimeUnit.SECONDS.toNanos(12))).isEqualTo(Duration.ofSeconds(10));
    }

    private static Confirmed at(long seconds) {
        return new Confirmed(NOON.plusSeconds(seconds), TimeUnit.SECONDS.toNanos(seconds));
    }

    private static Holding telephony(String node, Role role, long epoch) {
        return holding(node, "telephony", role, epoch);
    }

    private static Holding holding(String node, String group, Role role, long epoch) {
        return new Holding("d", node, group, role, epoch, NOON);
    }
}
