package dev.switchover.resilience;

import dev.switchover.kit.testing.OpenApiDocument;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class OpenApiIT implements OpenApiDocument {}
