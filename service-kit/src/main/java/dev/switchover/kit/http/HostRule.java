package dev.switchover.kit.http;

import dev.switchover.kit.http.Host.Form;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an address or a host name looks like. Looks nothing up. */
public final class HostRule implements ConstraintValidator<Host, String> {

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

    /** What Java reads as an address and never asks a name server for. */
    private static final Pattern IPV6_LIKE = Pattern.compile("(?=.*:)[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}");

    private static final String BROADCAST = "255.255.255.255";

    private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final String LAST = "(?!\\d+\\.?$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)(" + LABEL + "\\.)*" + LAST + "\\.?");

    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([^]]+)]|([^:\\[\\]]+))(?::(\\d{1,5}))?");
    private static final int LAST_PORT = 65_535;

    private Form form = Form.ALONE;

    @Override
    public void initialize(Host rule) {
        form = rule.value();
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
        return text == null || isValid(text, form);
    }

    /** For what no annotation can stand at. */
    public static boolean isValid(String text, Form form) {
        return switch (form) {
            case ALONE -> isHost(text);
            case WITH_PORT -> isHostAndPort(text);
            case OF_A_PAGE -> isPage(text);
        };
    }

    private static boolean isHost(String text) {
        return IPV4.matcher(text).matches()
                ? isOneMachine(text)
                : isIpv6(text) || NAME.matcher(text).matches();
    }

    private static boolean isIpv6(String text) {
        return IPV6_LIKE.matcher(text).matches() && isOneMachine(text);
    }

    /** Not all machines, nor many, nor none: nobody is reached there. */
    private static boolean isOneMachine(String literal) {
        try {
            var address = InetAddress.getByName(literal);
            return !address.isAnyLocalAddress()
                    && !address.isMulticastAddress()
                    && !address.getHostAddress().equals(BROADCAST);
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    private static boolean isHostAndPort(String text) {
        var parts = WITH_PORT.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        var port = parts.group(3) == null ? 1 : Integer.parseInt(parts.group(3));
        var host = parts.group(1) == null ? isHost(parts.group(2)) : isIpv6(parts.group(1));
        return host && port > 0 && port <= LAST_PORT;
    }

    private static boolean isPage(String text) {
        try {
            var page = new URI(text);
            var authority = page.getRawAuthority();
            return authority != null
                    && page.getScheme().matches("https?")
                    && isHostAndPort(authority.substring(authority.lastIndexOf('@') + 1));
        } catch (URISyntaxException noPage) {
            return false;
        }
    }
}
