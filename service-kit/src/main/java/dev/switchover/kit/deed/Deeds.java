package dev.switchover.kit.deed;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Records what is to be done to the world, in the caller's transaction. */
@Singleton
public class Deeds {

    private final Instance<DeedWorker> worker; // late: deeds may send commands, whose handlers schedule deeds

    Deeds(Instance<DeedWorker> worker) {
        this.worker = worker;
    }

    /** Once per name and id: scheduling the same again, while it is waiting or running, changes nothing. */
    public void schedule(String name, String id, Instant at, Object details) {
        worker.get().schedule(name, id, at, details);
    }

    /** Nothing to take back if it is already running or done. */
    public void cancel(String name, String id) {
        worker.get().cancel(name, id);
    }
}
