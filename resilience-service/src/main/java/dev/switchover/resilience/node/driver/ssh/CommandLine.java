package dev.switchover.resilience.node.driver.ssh;

import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.driver.Parameters;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The line that the node's SSH server is asked to run. */
final class CommandLine {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_-]*)\\}");

    private CommandLine() {}

    static String of(Access.Ssh access, ActionOrder order) {
        Parameters.check(order);
        var configured = access.commands().get(order.action());
        return configured == null ? standard(order) : filled(configured, order);
    }

    private static String standard(ActionOrder order) {
        if (order.parameters().size() > 1) {
            throw new IllegalArgumentException("switchover-node takes one parameter, not "
                    + order.parameters().keySet() + ": configure a command line for "
                    + order.action().id() + ".");
        }
        return Stream.concat(
                        Stream.of("switchover-node", order.action().id(), Long.toString(order.epoch())),
                        order.parameters().values().stream())
                .collect(Collectors.joining(" "));
    }

    private static String filled(String configured, ActionOrder order) {
        return PLACEHOLDER.matcher(configured).replaceAll(placeholder -> value(placeholder.group(1), order));
    }

    private static String value(String name, ActionOrder order) {
        return switch (name) {
            case "action" -> order.action().id();
            case "epoch" -> Long.toString(order.epoch());
            case "id" -> Parameters.plain("id", order.id());
            default -> {
                var value = order.parameters().get(name);
                if (value == null) {
                    throw new IllegalArgumentException(
                            "The command line of %s wants a parameter %s that it does not have."
                                    .formatted(order.action().id(), name));
                }
                yield value;
            }
        };
    }
}
