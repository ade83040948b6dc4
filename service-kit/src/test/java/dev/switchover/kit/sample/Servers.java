package dev.switchover.kit.sample;

import dev.switchover.embedded.Embedded;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A database of its own and the shared broker for each start of the sample. */
public class Servers implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var database = Embedded.freshDatabase();
        return Map.of(
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password(),
                "kafka.bootstrap.servers", Embedded.kafka().bootstrapServers());
    }

    @Override
    public void stop() {
        // the servers end with the JVM
    }
}
