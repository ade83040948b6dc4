package dev.switchover.kit.override;

import java.util.Map;

/**
 * A bean that names the commands which may set gates aside, for example {@code migration.remove-source}. They are stored
 * under these names while they wait, so a name never changes, whatever becomes of its class.
 */
public interface OverridableCommands {

    Map<String, Overridable<?>> byName();
}
