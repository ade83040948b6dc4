package dev.switchover.resilience.roles.rest;

import static dev.switchover.resilience.roles.RoleTestSettings.CONNECTIONS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.TestSettings;
import dev.switchover.resilience.roles.RoleRows;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AgentPortIT {

    private final RoleRows roles = RoleRows.in(TestSettings.database());
    private final AgentPort port;

    AgentPortIT(AgentPort port) {
        this.port = port;
    }

    @BeforeEach
    void aMove() {
        roles.set("a", "telephony", "OWNER", 1);
        roles.set("b", "telephony", "NONE", 1);
        roles.set("c", "telephony", "NONE", 1);
        roles.move("telephony", "b", "a", 2);
        Eventually.holds(() -> assertThat(ask("b")).isEqualTo("ready up\n"));
    }

    @Test
    void saysWhatABalancerIsToDo() {
        assertThat(ask("a")).isEqualTo("ready drain\n");
        assertThat(ask("a/telephony")).isEqualTo("ready drain\n");
        assertThat(ask("c")).isEqualTo("ready down\n");
        assertThat(ask("b/data")).isEqualTo("ready down\n");
        assertThat(ask("x")).isEqualTo("ready down\n");
        assertThat(ask("b/telephony/more")).isEqualTo("ready down\n");
        assertThat(agent().ask("")).isEqualTo("ready down\n");
        assertThat(ask("b\r")).isEqualTo("ready up\n");
    }

    @Test
    void whoSendsNoEndOfLineIsHungUpOn() throws IOException {
        try (var slow = agent().connect()) {
            slow.getOutputStream().write(roles.deployment().getBytes(US_ASCII));
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aLineWithoutEndIsHungUpOn() throws IOException {
        try (var endless = agent().connect()) {
            endless.getOutputStream().write("x".repeat(1000).getBytes(US_ASCII));
            assertThat(endless.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void tooManyAtOnceAreHungUpOnAndLaterComersServed() throws IOException {
        var waiting = new ArrayList<Socket>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                waiting.add(agent().connect());
            }
            try (var oneMore = agent().connect()) {
                assertThat(oneMore.getInputStream().read()).isEqualTo(-1);
            }
        } finally {
            for (var socket : waiting) {
                socket.close();
            }
        }
        Eventually.holds(() -> assertThat(ask("b")).isEqualTo("ready up\n"));
    }

    private String ask(String what) {
        return agent().ask(roles.deployment() + "/" + what);
    }

    private Agent agent() {
        return new Agent(port.port());
    }
}
