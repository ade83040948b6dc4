package dev.switchover.resilience;

import dev.switchover.kit.testing.AccessTable;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;

@QuarkusTest
class AccessIT implements AccessTable {

    @Override
    public List<String> openRoutes() {
        return List.of(
                "GET /roles/{deployment}/{node}", "GET /roles/{deployment}/{node}/{group}", "GET /where/{deployment}");
    }
}
