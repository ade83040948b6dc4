package dev.switchover.resilience.node.driver.ssh;

import dev.switchover.resilience.node.domain.Access;
import java.util.List;

/** What makes two accesses share one connection. */
record Destination(String host, int port, String user, List<String> hostKeys, String keyRef) {

    static Destination of(Access.Ssh access) {
        return new Destination(access.host(), access.port(), access.user(), access.hostKeys(), access.keyRef());
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
