package dev.switchover.resilience.deployment.claims;

import dev.switchover.kit.address.HostAddress;
import dev.switchover.resilience.node.domain.Access;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** The machine at which orders arrive, by one name however its address is written. Looks nothing up. */
public final class Machine {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** Not as {@link URI} takes it apart: it knows no host with an underscore. */
    private static final Pattern AUTHORITY = Pattern.compile("\\[?(.*?)]?(?::(\\d+))?");

    private Machine() {}

    /** None where people go: they know which it is. */
    public static Optional<String> of(Access access) {
        return switch (access) {
            case Access.Manual manual -> Optional.empty();
            case Access.Ssh ssh -> Optional.of(at(ssh.host(), ssh.port()));
            case Access.Http http -> Optional.of(plain(URI.create(http.url()).normalize()));
        };
    }

    /** As {@link #of}, with the user: two users of one host may be two nodes. */
    public static Optional<String> withUser(Access access) {
        return of(access).map(machine -> access instanceof Access.Ssh ssh ? ssh.user() + "@" + machine : machine);
    }

    /** Without what makes no difference to where an order arrives; nothing speaks both http and https at one port. */
    private static String plain(URI url) {
        var authority = AUTHORITY.matcher(url.getRawAuthority());
        if (!authority.matches()) {
            throw new IllegalArgumentException("no host in " + url);
        }
        var usual = url.getScheme().equals("https") ? HTTPS : HTTP;
        var port = authority.group(2) == null ? usual : Integer.parseInt(authority.group(2));
        var path = Optional.ofNullable(url.getPath()).orElse("").replaceAll("/+$", "");
        var query = url.getQuery() == null ? "" : "?" + url.getQuery();
        return at(authority.group(1), port) + path + query;
    }

    private static String at(String host, int port) {
        var meant = HostAddress.of(host).meaning();
        return (meant.contains(":") ? "[" + meant + "]" : meant) + ":" + port;
    }
}
