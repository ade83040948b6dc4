package dev.switchover.resilience.roles.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Eventually;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script docs/followers/switchover-kamailio and a real Kamailio, asked by SIP whom it would send a call to. */
class KamailioIT implements OnThePair {

    private static final String A = "sip:127.0.0.1:16001";
    private static final String B = "sip:127.0.0.1:16002";

    @TempDir
    Path directory = Path.of("");

    @Test
    void followsAndAdmitsNobodyAfterItsRestartUntilToldAgain() throws Exception {
        try (var pair = Pair.open();
                var kamailio = new Kamailio(Balancer.installed("kamailio"), directory, A, B)) {
            kamailio.start();
            assertThat(kamailio.whereTo()).isEqualTo("503 Nobody");
            follow(kamailio, pair, Pair.instances());
            assertThat(kamailio.whereTo()).isEqualTo("200 " + A);

            pair.failOver();
            Eventually.holds(() -> {
                follow(kamailio, pair, Pair.instances());
                assertThat(kamailio.whereTo()).isEqualTo("200 " + B);
            });
            assertThat(following(kamailio, pair, Pair.NOBODY)).isOne();
            assertThat(kamailio.whereTo()).isEqualTo("200 " + B);

            kamailio.restart();
            assertThat(kamailio.whereTo()).isEqualTo("503 Nobody");
            follow(kamailio, pair, Pair.instances());
            assertThat(kamailio.whereTo()).isEqualTo("200 " + B);
        }
    }

    private static void follow(Kamailio kamailio, Pair pair, String switchover) {
        assertThat(following(kamailio, pair, switchover)).isZero();
    }

    private static int following(Kamailio kamailio, Pair pair, String switchover) {
        return kamailio.follow(switchover, "1", pair.deployment(), "telephony", "a=" + A, "b=" + B);
    }
}
