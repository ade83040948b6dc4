package dev.switchover.resilience.deployment.claims;

import dev.switchover.resilience.node.domain.Access;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The machine at which orders arrive, by one name however its address is written. */
public final class Machine {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private Machine() {}

    /** None where people go: they know which it is. */
    public static Optional<String> of(Access access) {
        return switch (access) {
            case Access.Manual manual -> Optional.empty();
            case Access.Ssh ssh -> Optional.of(ssh.host().toLowerCase(Locale.ROOT) + ":" + ssh.port());
            case Access.Http http -> Optional.of(plain(URI.create(http.url())));
        };
    }

    /** Without what makes no difference to where an order arrives. */
    private static String plain(URI url) {
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        var host =
                Optional.ofNullable(url.getHost()).orElse(url.getRawAuthority()).toLowerCase(Locale.ROOT);
        var port = url.getPort() != -1 ? url.getPort() : scheme.equals("https") ? HTTPS : HTTP;
        var path = Optional.ofNullable(url.getRawPath()).orElse("").replaceAll("/+$", "");
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return scheme + "://" + host + ":" + port + path + query;
    }
}
