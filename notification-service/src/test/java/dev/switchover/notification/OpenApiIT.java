package dev.switchover.notification;

import dev.switchover.kit.testing.OpenApiDocument;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class OpenApiIT implements OpenApiDocument {}
