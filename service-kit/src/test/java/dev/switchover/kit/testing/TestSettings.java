package dev.switchover.kit.testing;

import dev.switchover.embedded.Database;
import dev.switchover.embedded.Embedded;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * What a service under {@code @QuarkusTest} needs from outside: a real database of its own, the real broker, and our key.
 * In effect by being on the class path; each server starts when its setting is first asked for.
 */
public final class TestSettings implements ConfigSource {

    private static final int ABOVE_APPLICATION_PROPERTIES = 275;
    private static final String DATABASE = "switchover.test.database";

    private final Map<String, Supplier<String>> settings = new HashMap<>();

    public TestSettings() {
        settings.put("quarkus.datasource.jdbc.url", () -> database().jdbcUrl());
        settings.put("quarkus.datasource.username", () -> database().user());
        settings.put("quarkus.datasource.password", () -> database().password());
        settings.put("kafka.bootstrap.servers", () -> Embedded.kafka().bootstrapServers());
        settings.put("quarkus.oidc.public-key", TestKeys::publicKey);
        settings.put("quarkus.http.test-port", () -> "0");
    }

    /** The database of the service under test, the same for all class loaders of this JVM. */
    public static Database database() {
        synchronized (System.getProperties()) {
            if (System.getProperty(DATABASE) == null) {
                var fresh = Embedded.freshDatabase();
                System.setProperty(DATABASE, String.join(" ", fresh.jdbcUrl(), fresh.user(), fresh.password()));
            }
            var parts = System.getProperty(DATABASE).split(" ", 3);
            return new Database(parts[0], parts[1], parts[2]);
        }
    }

    @Override
    public Set<String> getPropertyNames() {
        return settings.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        var setting = settings.get(name);
        return setting == null ? null : setting.get();
    }

    @Override
    public int getOrdinal() {
        return ABOVE_APPLICATION_PROPERTIES;
    }

    @Override
    public String getName() {
        return "servers and keys of this test run";
    }
}
