package dev.switchover.migration.cluster.domain;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * An address or a host name by what it means: {@code 2001:db8::1} and {@code 2001:DB8:0::1} are the same. Looks nothing
 * up, so a name is never the same as an address.
 */
public record HostAddress(String meaning) {

    public static HostAddress of(String text) {
        var name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return new HostAddress(text.contains(":") ? shortest(text) : name.toLowerCase(Locale.ROOT));
    }

    /** Java asks no name server for what has a colon. */
    private static String shortest(String ipv6) {
        try {
            return InetAddress.getByName(ipv6).getHostAddress();
        } catch (UnknownHostException noAddress) {
            return ipv6;
        }
    }
}
