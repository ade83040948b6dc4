package dev.switchover.migration.supplier.domain;

import dev.switchover.migration.cluster.domain.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was entered wrong about a trunk, put right; what is absent stays as it is, if the rest leaves it a meaning. Nodes
 * are for an exclusive registration, which changes its node by a move only, unless it never was where it was entered.
 */
public record TrunkCorrection(
        @Nullable Authorisation authorisation,
        @Nullable String registrar,
        @Nullable String login,
        @Nullable RegistrationPolicy policy,
        @Nullable List<Account> accounts,
        @Nullable List<NodeId> nodes) {

    /** The field that decides whether a login may be active on several nodes. */
    public String decidesSharing() {
        return policy == null ? "authorisation" : "policy";
    }

    /** Of the accounts that are said anew. */
    public List<NodeId> accountNodes() {
        return accounts == null
                ? List.of()
                : accounts.stream().map(Account::node).toList();
    }

    public @Nullable Object sharing() {
        return policy == null ? authorisation : policy;
    }
}
