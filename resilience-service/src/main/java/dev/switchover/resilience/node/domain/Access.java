package dev.switchover.resilience.node.domain;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a node is reached: the kind of driver and its settings. Secrets are references, {@code env:NAME} or {@code file:NAME}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Access.Manual.class, name = "manual"),
    @JsonSubTypes.Type(value = Access.Ssh.class, name = "ssh"),
    @JsonSubTypes.Type(value = Access.Http.class, name = "http")
})
public sealed interface Access {

    /** How long each action may take, where it differs from the default. */
    Map<NodeAction, Duration> limits();

    /** A task per action; a person does it and confirms. */
    record Manual(Map<NodeAction, Duration> limits) implements Access {

        public Manual {
            limits = limits == null ? Map.of() : Map.copyOf(limits);
        }
    }

    /**
     * A command line per action; without one {@code switchover-node ACTION EPOCH [PARAMETER]}, which is what the
     * forced-command script on the node takes. In a line {@code {action}}, {@code {epoch}}, {@code {id}} of the order and
     * {@code {NAME}} of a parameter stand for their values.
     *
     * @param hostKeys public keys of the host, each as {@code TYPE BASE64}, as in known_hosts; no other is accepted
     * @param keyRef reference of the private key
     */
    record Ssh(
            String host,
            int port,
            String user,
            List<String> hostKeys,
            String keyRef,
            Map<NodeAction, String> commands,
            Map<NodeAction, Duration> limits)
            implements Access {

        public Ssh {
            hostKeys = List.copyOf(hostKeys);
            commands = commands == null ? Map.of() : Map.copyOf(commands);
            limits = limits == null ? Map.of() : Map.copyOf(limits);
        }
    }

    /**
     * A webhook, signed as Standard Webhooks say.
     *
     * @param url https, or http of this machine
     * @param secretRef reference of the secret, which is {@code whsec_} and Base64
     */
    record Http(String url, @Nullable String secretRef, Map<NodeAction, Duration> limits) implements Access {

        public Http {
            limits = limits == null ? Map.of() : Map.copyOf(limits);
        }
    }
}
