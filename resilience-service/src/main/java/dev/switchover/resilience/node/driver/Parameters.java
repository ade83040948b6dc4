package dev.switchover.resilience.node.driver;

import dev.switchover.resilience.node.domain.ActionOrder;
import java.util.regex.Pattern;

/** Lets nothing pass to a node that could mean more to a shell or a program than a plain word. */
public final class Parameters {

    // A leading hyphen would be an option to the program that gets the word.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:][A-Za-z0-9._:-]*");

    private Parameters() {}

    /** The value, or an exception if it is not plain: checked before anything is sent. */
    public static String plain(String name, String value) {
        if (!PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException("The parameter %s must match %s.".formatted(name, PLAIN.pattern()));
        }
        return value;
    }

    /** All that the order brings. */
    public static void check(ActionOrder order) {
        order.parameters().forEach((name, value) -> plain(name, value));
        if (order.epoch() < 0) {
            throw new IllegalArgumentException("The epoch must not be negative.");
        }
    }
}
