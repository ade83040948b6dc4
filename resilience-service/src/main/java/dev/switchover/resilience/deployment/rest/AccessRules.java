package dev.switchover.resilience.deployment.rest;

import dev.switchover.kit.http.Host;
import dev.switchover.kit.http.Host.Form;
import dev.switchover.kit.http.HostRule;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.node.domain.Access;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may stand in the settings by which a node is reached. */
final class AccessRules {

    private static final Rule USER =
            new Rule("[A-Za-z0-9._-]{1,32}", "the name of a user on the node: 1 to 32 of A-Z, a-z, 0-9, . _ and -");
    private static final Rule SECRET = new Rule(
            "(?:env|file):[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}",
            "env:NAME or file:NAME, the name of 1 to 200 of A-Z, a-z, 0-9, . _ and -, not . first");
    private static final Rule HOST_KEY = new Rule(
            "(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) [A-Za-z0-9+/]{4,2000}={0,2}",
            "as in known_hosts, without host and comment: ssh-ed25519, ssh-rsa or ecdsa-sha2-nistp256, -384 or -521,"
                    + " a blank and the key");
    private static final Rule COMMAND =
            new Rule("\\P{Cntrl}{1,500}", "one line of 1 to 500 characters, without control characters");

    /** Orders and answers in clear text stay on this machine. */
    private static final Rule URL = new Rule(
            "(?:https://[A-Za-z0-9._~\\[\\]:-]{1,253}"
                    + "|http://(?:localhost|127\\.0\\.0\\.1|\\[::1\\])(?::[0-9]{1,5})?)"
                    + "(?:[/?][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]{0,2000})?",
            "https://HOST, with a port and a path if there are any, without user and password; http:// only at"
                    + " localhost, 127.0.0.1 or [::1]");

    private AccessRules() {}

    static Access checked(String node, Access access) {
        switch (access) {
            case Access.Manual manual -> {}
            case Access.Ssh ssh -> check(node, ssh);
            case Access.Http http -> {
                require(node, "url", URL, http.url());
                requireMachine(node, "url", http.url(), Form.OF_A_PAGE);
                if (http.secretRef() != null) {
                    requireReference(node, "secretRef", http.secretRef());
                }
            }
        }
        access.limits().forEach((action, limit) -> {
            if (limit.isNegative() || limit.isZero() || limit.toHours() > 24) {
                throw invalid(node, "limits." + action.id(), "more than nothing, 24 hours at most", limit);
            }
        });
        return access;
    }

    private static void check(String node, Access.Ssh ssh) {
        requireMachine(node, "host", ssh.host(), Form.ALONE);
        require(node, "user", USER, ssh.user());
        requireReference(node, "keyRef", ssh.keyRef());
        if (ssh.port() < 1 || ssh.port() > 65535) {
            throw invalid(node, "port", "1 to 65535", ssh.port());
        }
        if (ssh.hostKeys().isEmpty()) {
            throw invalid(node, "hostKeys", "one at least, as in known_hosts", "none");
        }
        ssh.hostKeys().forEach(key -> require(node, "hostKeys", HOST_KEY, key));
        for (Map.Entry<?, String> line : ssh.commands().entrySet()) {
            require(node, "commands." + line.getKey(), COMMAND, line.getValue());
        }
    }

    /** What a value must be, and how that is said. */
    private record Rule(String pattern, String words) {

        boolean isKept(@Nullable String value) {
            return value != null && value.matches(pattern);
        }
    }

    private static void require(String node, String field, Rule rule, @Nullable String value) {
        if (!rule.isKept(value)) {
            throw invalid(node, field, rule.words(), value);
        }
    }

    private static void requireMachine(String node, String field, @Nullable String value, Form form) {
        if (value == null || !HostRule.isValid(value, form)) {
            throw cannotBe(node)
                    .at("access." + field, Host.RULE, value, "Give the address or the name of the node itself.");
        }
    }

    /** Does not say the value again: it may be the secret itself. */
    private static void requireReference(String node, String field, @Nullable String reference) {
        if (!SECRET.isKept(reference)) {
            throw invalid(node, field, SECRET.words(), null);
        }
    }

    private static Rejection invalid(String node, String field, String rule, @Nullable Object value) {
        return cannotBe(node).at("access." + field, rule, value);
    }

    private static Rejection cannotBe(String node) {
        return Rejection.invalid("access-not-valid", "Node " + node + " could not be reached this way.");
    }
}
