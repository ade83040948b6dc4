package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.node.domain.Access;
import java.util.Optional;

/** The machine to which an access leads, by one name however it is spelt; none where people go. */
public interface MachineNames {

    Optional<String> of(Access access);
}
