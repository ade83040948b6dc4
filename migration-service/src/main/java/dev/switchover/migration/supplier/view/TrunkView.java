package dev.switchover.migration.supplier.view;

import dev.switchover.migration.supplier.domain.Authorisation;
import dev.switchover.migration.supplier.domain.RegistrationPolicy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trunk as operators see it. An empty list of nodes means all of them, except while its registration moves: then it is
 * active nowhere. {@code removedNodes}: which of those in the lists of nodes and accounts are no more; it works on none.
 */
public record TrunkView(
        String supplier,
        String id,
        String cluster,
        Authorisation authorisation,
        @Nullable String registrar,
        @Nullable String login,
        @Nullable RegistrationPolicy policy,
        List<AccountView> accounts,
        List<String> nodes,
        List<String> removedNodes,
        boolean moving,
        long epoch,
        long version,
        Instant changedAt) {

    public record AccountView(String node, String login) {}
}
