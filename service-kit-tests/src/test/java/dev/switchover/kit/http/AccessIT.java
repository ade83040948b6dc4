package dev.switchover.kit.http;

import dev.switchover.kit.testing.AccessTable;
import dev.switchover.kit.testing.CheckedIn;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class AccessIT implements AccessTable {

    @Override
    public CheckedIn reviewed() {
        return new CheckedIn(CheckedIn.module().resolve("src/test/resources/access.md"));
    }
}
