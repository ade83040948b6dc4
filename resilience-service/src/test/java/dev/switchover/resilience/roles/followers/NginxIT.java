package dev.switchover.resilience.roles.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script docs/followers/switchover-nginx and a real nginx before real web servers. */
class NginxIT implements OnThePair {

    @TempDir
    Path directory = Path.of("");

    @Test
    void followsAndLosesNoRequest() throws Exception {
        try (var pair = Pair.open();
                var nginx = new GeneratedNginx(directory, pair)) {
            assertThat(nginx.nobody()).isZero();
            nginx.start();
            assertThat(Users.once(nginx.url()))
                    .as("at a start nobody is admitted")
                    .isEqualTo("502");
            assertThat(nginx.follow(Pair.instances())).isZero();
            Eventually.holds(() -> assertThat(severalTimes(nginx)).containsOnly("a"));

            var session = Users.session(nginx.url());
            Eventually.holds(() -> assertThat(pair.a().sessions).hasValue(1));
            try (var users = new Users(nginx.url())) {
                pair.failOver();
                Eventually.holds(() -> {
                    assertThat(nginx.follow(Pair.instances())).isZero();
                    assertThat(nginx.upstream()).contains("server " + pair.b().address() + ";");
                });
                Eventually.holds(() -> assertThat(users.answers()).endsWith("b"));
                assertThat(users.answers()).isSubsetOf("a", "b");
            }
            assertThat(session).isNotDone();
            pair.a().endSessions();
            assertThat(session.join()).isEqualTo("a");
        }
    }

    @Test
    void keepsItsLastFileWhenNothingAnswersOrKnowsLess() throws Exception {
        try (var pair = Pair.open();
                var nginx = new GeneratedNginx(directory, pair)) {
            nginx.nobody();
            nginx.start();
            pair.failOver();
            Eventually.holds(() -> {
                nginx.follow(Pair.instances());
                assertThat(nginx.upstream()).contains("server " + pair.b().address() + ";");
            });
            var known = nginx.upstream();
            assertThat(nginx.follow(Pair.NOBODY)).isOne();
            assertThat(nginx.upstream()).isEqualTo(known);

            var epoch = pair.epoch();
            var newer = known.replace("# epoch " + epoch, "# epoch " + (epoch + 1));
            assertThat(newer).isNotEqualTo(known);
            Files.writeString(nginx.file(), newer);
            assertThat(nginx.follow(Pair.instances())).isZero();
            assertThat(nginx.upstream()).isEqualTo(newer);
            Eventually.holds(() -> assertThat(Users.once(nginx.url())).isEqualTo("b"));
        }
    }

    /** For a moment after a reload the old workers still answer. */
    private static List<String> severalTimes(GeneratedNginx nginx) {
        return IntStream.range(0, 20).mapToObj(i -> Users.once(nginx.url())).toList();
    }
}
