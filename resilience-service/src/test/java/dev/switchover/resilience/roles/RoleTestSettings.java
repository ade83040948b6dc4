package dev.switchover.resilience.roles;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** A certificate for the role port under {@code @QuarkusTest}, and so little room and patience that a test can use them up. */
public final class RoleTestSettings implements ConfigSource {

    public static final int CONNECTIONS = 20;

    private static final int ABOVE_APPLICATION_PROPERTIES = 275;

    private final Map<String, Supplier<String>> settings = new HashMap<>();

    public RoleTestSettings() {
        settings.put(
                "switchover.roles.tls.certificate",
                () -> TestAuthority.shared().certificate().toString());
        settings.put(
                "switchover.roles.tls.key", () -> TestAuthority.shared().key().toString());
        settings.put("switchover.roles.tls.renew-every", () -> "0.2S");
        for (var port : new String[] {"tls", "agent"}) {
            settings.put("switchover.roles." + port + ".port", () -> "0");
            settings.put("switchover.roles." + port + ".patience", () -> "1S");
            settings.put("switchover.roles." + port + ".connections", () -> String.valueOf(CONNECTIONS));
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
        return "role ports of this test run";
    }
}
