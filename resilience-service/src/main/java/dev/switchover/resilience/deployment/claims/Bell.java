package dev.switchover.resilience.deployment.claims;

import dev.switchover.kit.axon.JtaTransactions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the watch of this instance when there is something to see; others look when they next would. */
@Singleton
public class Bell {

    private final JtaTransactions transactions;
    private final Semaphore rung = new Semaphore(0);

    Bell(JtaTransactions transactions) {
        this.transactions = transactions;
    }

    /** When the current transaction has committed. */
    void ring() {
        transactions.afterCommit(rung::release);
    }

    public void await(Duration most) throws InterruptedException {
        if (rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
