package dev.switchover.kit.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An address or a host name by what it means: {@code 2001:db8::1} and {@code 2001:DB8:0::1} are the same. Looks nothing
 * up, so a name is never the same as an address.
 */
public record HostAddress(String meaning) {

    private static final int GROUPS = 8;
    private static final String IPV4_IN_IPV6 = "0:0:0:0:0:ffff:";

    public static HostAddress of(String text) {
        var name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return new HostAddress(text.contains(":") ? spelledOut(text) : name.toLowerCase(Locale.ROOT));
    }

    /** All eight groups, each as short as it can be; what is no address stays as it is. */
    private static String spelledOut(String ipv6) {
        try {
            var sides = ipv6.split("::", 2);
            var groups = new ArrayList<>(groups(sides[0]));
            var right = sides.length == 1 ? List.<String>of() : groups(sides[1]);
            while (sides.length > 1 && groups.size() + right.size() < GROUPS) {
                groups.add("0");
            }
            groups.addAll(right);
            var whole = String.join(":", groups);
            return groups.size() == GROUPS && whole.startsWith(IPV4_IN_IPV6) ? dotted(groups) : whole;
        } catch (NumberFormatException noAddress) {
            return ipv6;
        }
    }

    private static List<String> groups(String side) {
        return side.isEmpty()
                ? List.of()
                : Stream.of(side.split(":")).flatMap(HostAddress::group).toList();
    }

    /** The last one may be an IPv4 address, which stands for two. */
    private static Stream<String> group(String text) {
        if (!text.contains(".")) {
            return Stream.of(Integer.toHexString(Integer.parseInt(text, 16)));
        }
        var bytes = Stream.of(text.split("\\.")).map(Integer::valueOf).toList();
        return bytes.size() == 4
                ? Stream.of(pair(bytes.get(0), bytes.get(1)), pair(bytes.get(2), bytes.get(3)))
                : Stream.of(text);
    }

    private static String pair(int high, int low) {
        return Integer.toHexString(high * 256 + low);
    }

    private static String dotted(List<String> groups) {
        var high = Integer.parseInt(groups.get(GROUPS - 2), 16);
        var low = Integer.parseInt(groups.get(GROUPS - 1), 16);
        return "%d.%d.%d.%d".formatted(high / 256, high % 256, low / 256, low % 256);
    }
}
