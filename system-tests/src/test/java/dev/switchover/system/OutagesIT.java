package dev.switchover.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.local.suite.Services;
import dev.switchover.local.suite.SuiteRecord.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Kafka, PostgreSQL and the mail server are each away for a while in one run of the demo. */
class OutagesIT {

    private static final Duration AWAY = Duration.ofSeconds(30);
    private static final Duration TO_RECOVER = Duration.ofMinutes(2);

    /** Which part goes away when the demo reaches which step. */
    private static final Map<String, String> OUTAGES = outages();

    private final Running suite = Running.suite();
    private final Play undisturbed = Play.undisturbed();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private final List<String> held = new ArrayList<>();

    private static Map<String, String> outages() {
        var outages = new LinkedHashMap<String, String>();
        outages.put("• 2 the first wave waits for the suppliers", "kafka"); // its last act is to wait for two mails
        outages.put("• 4 wave 1: five canaries, one goes back and comes again", "postgresql");
        outages.put("• wave 2: all others, one of them late", "mail");
        return outages;
    }

    @Test
    void nothingIsLostAndNothingSaidTwice() {
        var before = restarts();

        var play = Play.listenedToBy(this::takeAway);
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();

        assertThat(play.broken()).isEmpty();
        assertThat(play.held()).isTrue();
        assertThat(held).containsExactlyElementsOf(OUTAGES.values());
        assertThat(restarts()).as("no service ended for want of another part").isEqualTo(before);
        Post.awaitAsMany(play, undisturbed, TO_RECOVER);
        Post.of(play).assertSaidOnce();
        Notices.awaitSame(play, undisturbed, TO_RECOVER).assertNothingIsMissing();
        FinalState.assertSame(play, undisturbed);
    }

    private void takeAway(String line) {
        var part = OUTAGES.get(line);
        if (part == null) {
            return;
        }
        ends.forEach(CompletableFuture::join); // one at a time
        suite.hold(part);
        assertThat(suite.part(part).state()).isEqualTo(State.HELD);
        held.add(part);
        var later = CompletableFuture.delayedExecutor(AWAY.toSeconds(), TimeUnit.SECONDS);
        ends.add(CompletableFuture.runAsync(() -> suite.release(part), later));
    }

    private List<Integer> restarts() {
        return Services.NAMES.stream().map(name -> suite.part(name).restarts()).toList();
    }
}
