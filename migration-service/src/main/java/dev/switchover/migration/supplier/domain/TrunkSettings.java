package dev.switchover.migration.supplier.domain;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed with the supplier about a trunk. By address there is nothing to register; a registration names the
 * registrar, the policy, and one login or one account per node.
 */
public record TrunkSettings(
        ClusterId cluster,
        Authorisation authorisation,
        @Nullable String registrar,
        @Nullable String login,
        @Nullable RegistrationPolicy policy,
        List<Account> accounts) {

    public TrunkSettings {
        accounts = List.copyOf(accounts);
    }

    public static TrunkSettings byAddress(ClusterId cluster) {
        return new TrunkSettings(cluster, Authorisation.IP, null, null, null, List.of());
    }

    public boolean exclusive() {
        return policy != null && policy.exclusive();
    }

    /** Every login of this trunk at its registrar, in a fixed order so that two trunks lock them alike. */
    public List<String> logins() {
        return Stream.concat(
                        Optional.ofNullable(login).stream(), accounts.stream().map(Account::login))
                .sorted()
                .toList();
    }

    public List<NodeId> accountNodes() {
        return accounts.stream().map(Account::node).toList();
    }

    /** The login that node registers with, if it registers at all. */
    public Optional<String> loginOn(NodeId node) {
        return policy == RegistrationPolicy.ACCOUNT_PER_NODE
                ? accounts.stream()
                        .filter(account -> account.node().equals(node))
                        .map(Account::login)
                        .findFirst()
                : Optional.ofNullable(login);
    }

    /** What is not said anew stays; but by address there is nothing to register, and by account there is no one login. */
    TrunkSettings corrected(TrunkCorrection right) {
        var by = Objects.requireNonNullElse(right.authorisation(), authorisation);
        var registers = by == Authorisation.REGISTRATION;
        var thenPolicy = or(right.policy(), registers ? policy : null);
        var perNode = thenPolicy == RegistrationPolicy.ACCOUNT_PER_NODE;
        return new TrunkSettings(
                cluster,
                by,
                or(right.registrar(), registers ? registrar : null),
                or(right.login(), registers && !perNode ? login : null),
                thenPolicy,
                Objects.requireNonNullElse(right.accounts(), perNode ? accounts : List.<Account>of()));
    }

    private static <T> @Nullable T or(@Nullable T said, @Nullable T known) {
        return said == null ? known : said;
    }

    void demandComplete() {
        switch (authorisation) {
            case IP -> demandNoRegistration();
            case REGISTRATION -> demandRegistration();
        }
    }

    /** Refuses a list of nodes that the policy does not allow. */
    void demandAllowed(List<NodeId> nodes) {
        if (exclusive() && nodes.size() != 1) {
            throw Rejection.invalid(
                            "registration-needs-one-node",
                            "With %s a registration is active on exactly one node, not on %d; an empty list would mean all."
                                    .formatted(policy, nodes.size()))
                    .at("nodes", "exactly one node", nodes);
        }
        if (policy == RegistrationPolicy.ACCOUNT_PER_NODE) {
            nodes.forEach(this::demandAccount);
        }
    }

    private void demandNoRegistration() {
        if (registrar != null || login != null || policy != null || !accounts.isEmpty()) {
            throw Rejection.invalid(
                            "trunk-settings-contradict",
                            "A trunk known by its address has no registrar, login or policy.")
                    .at("authorisation", "REGISTRATION if a registrar, login or policy is given", authorisation);
        }
    }

    private void demandRegistration() {
        if (registrar == null || policy == null) {
            throw incomplete();
        }
        if (policy == RegistrationPolicy.ACCOUNT_PER_NODE) {
            demandDistinctAccounts();
        } else if (login == null || !accounts.isEmpty()) {
            throw Rejection.invalid(
                            "trunk-settings-incomplete",
                            "With %s a trunk has one login; accounts per node are for ACCOUNT_PER_NODE."
                                    .formatted(policy))
                    .at(login == null ? "login" : "accounts", "one login, no accounts", login);
        }
    }

    /** All that is missing at once. */
    private Rejection incomplete() {
        var refusal = Rejection.invalid(
                "trunk-settings-incomplete", "A trunk that registers names its registrar, its policy and its login.");
        if (registrar == null) {
            refusal = refusal.at("registrar", "required with REGISTRATION", null);
        }
        if (policy == null) {
            refusal = refusal.at("policy", "required with REGISTRATION", null);
        }
        if (logins().isEmpty()) {
            refusal = refusal.at("login", "one login, or accounts with ACCOUNT_PER_NODE", null);
        }
        return refusal;
    }

    private void demandDistinctAccounts() {
        if (accounts.isEmpty() || login != null) {
            throw Rejection.invalid(
                            "trunk-settings-incomplete", "With ACCOUNT_PER_NODE a trunk lists one login per node.")
                    .at(login == null ? "accounts" : "login", "accounts, no login", login);
        }
        var logins = new HashSet<String>();
        var nodes = new HashSet<NodeId>();
        if (!accounts.stream().allMatch(account -> logins.add(account.login()) && nodes.add(account.node()))) {
            throw Rejection.invalid(
                            "accounts-not-distinct",
                            "With ACCOUNT_PER_NODE each node has one login, and no two the same.")
                    .at(
                            "accounts",
                            "distinct nodes and logins",
                            accounts.stream().map(Account::shown).toList(),
                            "One entry for each node, each with a login of its own");
        }
    }

    private void demandAccount(NodeId node) {
        if (accounts.stream().noneMatch(account -> Objects.equals(account.node(), node))) {
            throw Rejection.invalid("node-without-account", "Node %s has no account on this trunk.".formatted(node))
                    .at("nodes", "only nodes with an account", node);
        }
    }
}
