package dev.switchover.kit.sample;

import dev.switchover.kit.deed.Deed;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Rings once; a counter named "stubborn…" rings at the third attempt only, "broken…" never. */
@Singleton
public class RingBell implements Deed<CounterId> {

    public final ConcurrentMap<String, Integer> rung = new ConcurrentHashMap<>();
    public final ConcurrentMap<String, String> givenUp = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "ring-bell";
    }

    @Override
    public Class<CounterId> details() {
        return CounterId.class;
    }

    @Override
    public int attempts() {
        return 3;
    }

    @Override
    public void carryOut(CounterId id, int attempt) {
        if (id.value().startsWith("broken") || (id.value().startsWith("stubborn") && attempt < 3)) {
            throw new IllegalStateException("no sound at attempt " + attempt);
        }
        rung.put(id.value(), attempt);
    }

    @Override
    public void givenUp(CounterId id, Exception lastFailure) {
        givenUp.put(id.value(), String.valueOf(lastFailure.getMessage()));
    }
}
