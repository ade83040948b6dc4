package dev.switchover.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

    private static final int MORE_THAN_THERE_ARE_PORTS = 70_000;

    private static int oneThatConnectionsAreGiven() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return server.getLocalPort();
        }
    }

    @Test
    void aFreeOneIsGivenToNoConnectionAndIsNeitherTakenNorGivenTwice() throws IOException {
        var port = Ports.free();
        assertThat(port).isBetween(10_000, 32_000);
        assertThat(Ports.isTaken(port)).isFalse();
        try (var server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isTaken(server.getLocalPort())).isTrue();
        }
        assertThat(Stream.generate(Ports::free).limit(1000))
                .doesNotContain(port)
                .doesNotHaveDuplicates();
    }

    @Test
    void answersWhereSomebodyListens() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.answers(server.getLocalPort())).isTrue();
        }
    }

    /** Asked often enough, the system gives the socket that asks the very port it asks for. */
    @Test
    void nobodyIsThereWhereASocketMeetsItself() throws IOException {
        var port = oneThatConnectionsAreGiven();
        for (var i = 0; i < MORE_THAN_THERE_ARE_PORTS; i++) {
            assertThat(Ports.answers(port)).isFalse();
        }
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }
}
