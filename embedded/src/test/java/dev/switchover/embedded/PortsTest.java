package dev.switchover.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void answersWhereSomebodyListens() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.answers(server.getLocalPort())).isTrue();
        }
    }

    /** Asked often enough, the system gives the socket that asks the very port it asks for. */
    @Test
    void nobodyIsThereWhereASocketMeetsItself() throws IOException {
        var port = Ports.free();
        for (var i = 0; i < 2 * ephemeral(); i++) {
            assertThat(Ports.answers(port)).isFalse();
        }
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    private static int ephemeral() throws IOException {
        var range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        if (!Files.exists(range)) {
            return 0;
        }
        var bounds = Files.readString(range).strip().split("\\s+", 2);
        return Integer.parseInt(bounds[1]) - Integer.parseInt(bounds[0]);
    }
}
