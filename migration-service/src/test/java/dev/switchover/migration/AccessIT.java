package dev.switchover.migration;

import dev.switchover.kit.testing.AccessTable;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class AccessIT implements AccessTable {}
