package dev.switchover.local;

import dev.switchover.embedded.StartFailure;
import dev.switchover.local.suite.PortPlan;
import picocli.CommandLine;

/** A port base as it is typed: one that leaves no room for all ports is wrong use. */
final class PortBase implements CommandLine.ITypeConverter<Integer> {

    @Override
    public Integer convert(String typed) {
        try {
            var base = Integer.parseInt(typed);
            PortPlan.from(base);
            return base;
        } catch (NumberFormatException e) {
            throw new CommandLine.TypeConversionException(typed + " is not a number.");
        } catch (StartFailure e) {
            throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
