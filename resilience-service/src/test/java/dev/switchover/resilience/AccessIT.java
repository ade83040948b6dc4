package dev.switchover.resilience;

import dev.switchover.kit.testing.AccessTable;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class AccessIT implements AccessTable {}
