package dev.switchover.resilience;

import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestAfterAllCallback;
import io.quarkus.test.junit.callback.QuarkusTestContext;
import org.jdbi.v3.core.Jdbi;

/** The nodes of a test that is over are gone: looking for them through all the tests that follow takes time from these. */
public final class NobodyLooksOn implements QuarkusTestAfterAllCallback {

    @Override
    public void afterAll(QuarkusTestContext context) {
        var container = Arc.container();
        if (container != null && container.isRunning()) {
            container.instance(Jdbi.class).get().useHandle(handle -> handle.execute("delete from claims.watch"));
        }
    }
}
