package dev.switchover.resilience.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchover.embedded.CertificateAuthority;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.resilience.node.Instance.Answer;
import dev.switchover.resilience.node.Shell.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The guard of node a, which was Main, and three instances over TLS. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SwitchoverGuardTest {

    private static final int START = 0;
    private static final int INACTIVE = 1;
    private static final int WRONG_USE = 64;

    private static final int DAYS = 2;

    @TempDir
    static Path ours = Path.of("");

    @TempDir
    static Path others = Path.of("");

    private static CertificateAuthority authority;
    private static SSLContext server;

    @TempDir
    Path directory = Path.of("");

    private final List<Instance> instances = new ArrayList<>();

    @BeforeAll
    @SuppressWarnings("SystemOut") // whoever watches the build shall see it
    static void curlIsInstalled() {
        if (Shell.program("curl").isEmpty()) {
            System.out.println("!!! SKIPPED: the boot guard against real HTTPS servers: curl is not installed. !!!");
        }
        assumeTrue(Shell.program("curl").isPresent(), "curl is not installed");
    }

    @BeforeAll
    static void anAuthority() {
        authority = CertificateAuthority.in(ours, DAYS);
        server = authority.server();
    }

    @BeforeEach
    void three() throws Exception {
        for (var i = 0; i < 3; i++) {
            instances.add(new Instance(server));
        }
        settings(authority);
        Shell.in(directory)
                .hook("start-telephony", "true")
                .hook("stop-telephony", "true")
                .hook("status", "echo telephony active");
    }

    @AfterEach
    void stop() {
        instances.forEach(Instance::close);
    }

    @ParameterizedTest
    @MethodSource("dev.switchover.resilience.node.Shell#found")
    void aMainThatWasTakenOverStaysInactiveWhenPowerReturns(List<String> interpreter) throws Exception {
        var shell = new Shell(interpreter, directory);
        all("a", 7);
        assertThat(guard(shell)).extracting(Ran::exitCode).isEqualTo(START);

        all("b", 8); // a lost power, and b was told to take over
        var back = guard(shell);
        var again = guard(shell);

        assertThat(back.exitCode()).isEqualTo(INACTIVE);
        assertThat(back.err()).contains("belongs to b at epoch 8");
        assertThat(again.exitCode()).isEqualTo(INACTIVE);
        assertThat(epoch()).as("learnt").isEqualTo("8");
    }

    @Test
    void whatIsLearntIsShownUnlessAnOrderRuns() throws Exception {
        var go = directory.resolve("go");
        var shell = Shell.in(directory).hook("start-telephony", "until [ -e " + go + " ]; do sleep 0.1; done");
        all("b", 8);
        guard();
        assertThat(status(shell)).isEqualTo("telephony active 8\n");

        var order = shell.begin("switchover-node", Map.of(), "start-telephony", "9");
        Eventually.holds(
                () -> assertThat(directory.resolve("state/starting-telephony")).exists());
        all("b", 10);
        guard();
        assertThat(epoch()).isEqualTo("10");
        assertThat(status(shell)).as("it may yet start").isEqualTo("telephony active 8\n");

        Files.writeString(go, "");
        assertThat(order.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(status(shell)).isEqualTo("telephony active 9\n");
    }

    @Test
    void whatIsLearntIsNotShownWhileTheHookOfAKilledOrderRuns() throws Exception {
        var go = directory.resolve("go");
        var up = directory.resolve("up");
        var shell = Shell.in(directory)
                .hook("start-telephony", "touch " + up + "; until [ -e " + go + " ]; do sleep 0.1; done; rm " + up);
        var order = shell.begin("switchover-node", Map.of(), "start-telephony", "9");
        Eventually.holds(() -> assertThat(up).exists());
        order.destroyForcibly().waitFor();

        all("b", 10);
        guard();
        assertThat(epoch()).isEqualTo("10");
        assertThat(status(shell)).as("it may yet start").isEqualTo("telephony active 0\n");
        Files.writeString(go, "");
        Eventually.holds(() -> assertThat(up).doesNotExist());
    }

    @ParameterizedTest
    @MethodSource("dev.switchover.resilience.node.Shell#found")
    void norWhileWhatItsHookStartedRunsThoughThatWasKilledToo(List<String> interpreter) throws Exception {
        var go = directory.resolve("go");
        var up = directory.resolve("up");
        var shell = new Shell(interpreter, directory)
                .hook(
                        "start-telephony",
                        "(until [ -e " + go + " ]; do sleep 0.1; done; rm " + up + ") & echo $PPID $$ > "
                                + directory.resolve("killed") + "; touch " + up + "; wait");
        var order = shell.begin("switchover-node", Map.of(), "start-telephony", "9");
        Eventually.holds(() -> assertThat(up).exists());
        order.destroyForcibly().waitFor();
        for (var pid : Files.readString(directory.resolve("killed")).strip().split(" ", -1)) {
            var killed = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            killed.destroyForcibly();
            Eventually.holds(() -> assertThat(killed.isAlive()).isFalse());
        }

        all("b", 10);
        guard(shell);
        assertThat(epoch()).isEqualTo("10");
        assertThat(status(shell)).as("it may yet start").isEqualTo("telephony active 0\n");
        Files.writeString(go, "");
        Eventually.holds(() -> assertThat(up).doesNotExist());
    }

    private static String status(Shell shell) throws Exception {
        return shell.run("switchover-node", Map.of(), "status").out().replaceFirst("script \\d+\n", "");
    }

    @Test
    void anInstanceThatStillRemembersTheOldRoleDoesNotCount() throws Exception {
        instances.get(0).knows("a", 7, 3_000); // cut off from its database before the takeover
        instances.get(1).knows("b", 8, 0);
        instances.get(2).knows("b", 8, 1);
        assertThat(guard().err()).contains("belongs to b");

        instances.get(1).close();
        instances.get(2).close();
        assertThat(guard().exitCode()).isEqualTo(INACTIVE);
    }

    @ParameterizedTest
    @CsvSource({"10, 0", "11, 1"})
    void knowledgeOfTenSecondsCountsAndNoOlder(long age, int exitCode) throws Exception {
        instances.forEach(instance -> instance.knows("a", 7, age));

        assertThat(guard().exitCode()).isEqualTo(exitCode);
    }

    @Test
    void mostOfThemMustAnswer() throws Exception {
        all("a", 7);
        instances.get(0).close();
        assertThat(guard().exitCode()).isEqualTo(START);
        instances.get(1).close();
        assertThat(guard().exitCode()).isEqualTo(INACTIVE);
    }

    @Test
    void allWhoAnswerMustAgree() throws Exception {
        all("a", 7);
        instances.get(0).knows("b", 8, 0);

        assertThat(guard().exitCode()).isEqualTo(INACTIVE);
    }

    @Test
    void whoeverTheAuthorityHasNotSignedIsNotHeard() throws Exception {
        all("a", 7);
        settings(CertificateAuthority.in(others, DAYS));

        assertThat(guard().exitCode()).isEqualTo(INACTIVE);
        assertThat(Files.readString(directory.resolve("state/actions.log"))).contains("0 of 3 instances");
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void whatIsNoAnswerDoesNotCount(Answer garbage) throws Exception {
        all("a", 7);
        instances.get(0).says(garbage);
        instances.get(1).says(garbage);

        var ran = guard();

        assertThat(ran.exitCode()).isEqualTo(INACTIVE);
        assertThat(ran.err()).contains("1 of 3 instances count");
    }

    static Stream<Answer> garbage() {
        var good = "{\"role\":\"OWNER\",\"owner\":\"a\",\"epoch\":7}";
        return Stream.of(
                new Answer(200, Optional.empty(), good),
                new Answer(200, Optional.of("soon"), good),
                new Answer(200, Optional.of("-1"), good),
                new Answer(302, Optional.of("0"), good),
                new Answer(500, Optional.of("0"), good),
                new Answer(503, Optional.of("0"), good),
                new Answer(200, Optional.of("0"), "<html>OWNER a 7</html>"),
                new Answer(200, Optional.of("0"), ""),
                new Answer(200, Optional.of("0"), "{\"role\":\"OWNER\",\"owner\":\"b\",\"epoch\":7}"),
                new Answer(200, Optional.of("0"), "{\"role\":\"DRAINING\",\"owner\":\"a\",\"epoch\":7}"),
                new Answer(200, Optional.of("0"), "{\"role\":\"OWNER\",\"owner\":\"a\",\"epoch\":\"x\"}"),
                new Answer(200, Optional.of("0"), "{\"role\":\"OWNER\",\"owner\":\"a\",\"epoch\":7e9}"),
                new Answer(200, Optional.of("0"), "{\"role\":\"OWNER\",\"owner\":\"a b\",\"epoch\":7}"),
                new Answer(503, Optional.of("0"), "{\"role\":\"UNKNOWN\",\"owner\":null,\"epoch\":0}"),
                new Answer(200, Optional.of("0"), good + " ".repeat(100_000)));
    }

    @Test
    void whatBelongsToNobodyIsNotTaken() throws Exception {
        var nobody = "{\"role\":\"NONE\",\"owner\":null,\"epoch\":7,\"since\":null}";
        instances.forEach(instance -> instance.says(new Answer(503, Optional.of("0"), nobody)));

        var ran = guard();

        assertThat(ran.exitCode()).isEqualTo(INACTIVE);
        assertThat(ran.err()).contains("belongs to nobody at epoch 7");
    }

    @Test
    void anEpochBelowTheOneOnDiskIsNotBelieved() throws Exception {
        Files.createDirectories(directory.resolve("state"));
        Files.writeString(directory.resolve("state/epoch-telephony"), "9\n");
        all("a", 7); // restored from a backup, say

        assertThat(guard().exitCode()).isEqualTo(INACTIVE);
        assertThat(epoch()).isEqualTo("9");
    }

    @Test
    void aPersonMayVouchWhereNobodyKnows() throws Exception {
        all("a", 7);
        assertThat(guard().exitCode()).isEqualTo(START);
        instances.forEach(Instance::close);
        assertThat(guard().exitCode()).isEqualTo(INACTIVE);

        var vouched = guard("--attest", "ada", "b is in pieces; I hold them");

        assertThat(vouched.exitCode()).isEqualTo(START);
        assertThat(vouched.err()).contains("ada").contains("in pieces");
        assertThat(guard().exitCode()).as("the unit asks again").isEqualTo(START);
        assertThat(status(Shell.in(directory))).isEqualTo("telephony active 7 attested=ada\n");
    }

    @Test
    void whatAPersonVouchedForEndsWithTheBoot() throws Exception {
        instances.forEach(Instance::close);
        assertThat(guard("--attest", "ada", "b is off").exitCode()).isEqualTo(START);
        var file = directory.resolve("state/attested-telephony");
        var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        Files.writeString(file, Files.readString(file).replace(boot, "the-boot-before"));

        assertThat(guard().exitCode()).isEqualTo(INACTIVE);
    }

    @Test
    void nobodyMayVouchAgainstWhatTheInstancesKnow() throws Exception {
        instances.forEach(Instance::close);
        assertThat(guard("--attest", "ada", "b is off").exitCode()).isEqualTo(START);
        reopen();
        all("b", 8);

        assertThat(guard().exitCode()).isEqualTo(INACTIVE);
        assertThat(guard("--attest", "ada", "I do not care").exitCode()).isEqualTo(INACTIVE);
        assertThat(status(Shell.in(directory))).isEqualTo("telephony active 8\n");
    }

    @Test
    void whatSwitchoverHasOrderedMayStartBeforeTheRoleIsKnown() throws Exception {
        all("b", 7);
        assertThat(node("start-telephony", "8").exitCode()).isZero();
        assertThat(guard().exitCode()).as("the unit that the order starts").isEqualTo(START);

        all("b", 9); // taken back meanwhile
        assertThat(guard().exitCode()).isEqualTo(INACTIVE);
    }

    @Test
    void whatSwitchoverHasStoppedDoesNotStart() throws Exception {
        all("b", 7);
        assertThat(node("start-telephony", "8").exitCode()).isZero();
        assertThat(node("stop-telephony", "9").exitCode()).isZero();

        assertThat(guard().exitCode()).isEqualTo(INACTIVE);
    }

    @Test
    void itWaitsForThoseWhoComeUpLater() throws Exception {
        instances.forEach(instance -> instance.says(new Answer(503, Optional.empty(), "")));
        var waiting = Shell.in(directory).begin("switchover-guard", Map.of(), "telephony", "--wait", "100");
        for (var instance : instances) {
            assertThat(instance.asked(60)).isTrue();
        }
        all("a", 7);

        assertThat(waiting.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.exitValue()).isEqualTo(START);
    }

    @Test
    void wrongUseIsToldAndStartsNothing() throws Exception {
        for (var words : List.of(
                new String[] {},
                new String[] {"voicemail"},
                new String[] {"telephony", "--force"},
                new String[] {"telephony", "--attest", "ada"},
                new String[] {"telephony", "--attest", "a b", "why"},
                new String[] {"telephony", "--attest", "ada", " "},
                new String[] {"telephony", "--wait", "long"})) {
            assertThat(Shell.in(directory)
                            .run("switchover-guard", Map.of(), words)
                            .exitCode())
                    .as(List.of(words).toString())
                    .isEqualTo(WRONG_USE);
        }
        Files.writeString(directory.resolve("guard.conf"), "deployment=acme\n");
        assertThat(guard().exitCode()).isEqualTo(WRONG_USE);
    }

    @Test
    void theLastInstanceCountsThoughItsLineHasNoEnd() throws Exception {
        var settings = directory.resolve("guard.conf");
        Files.writeString(settings, Files.readString(settings).stripTrailing());
        instances.get(0).knows("a", 7, 0);
        instances.get(1).knows("a", 7, 0);
        instances.get(2).knows("b", 9, 0);

        assertThat(guard().exitCode()).isEqualTo(INACTIVE);
    }

    @Test
    void noInstanceHasTwoVotesAndNothingIsSaidTwice() throws Exception {
        var settings = directory.resolve("guard.conf");
        var right = Files.readString(settings);
        all("a", 7);
        for (var more : List.of(
                "instance=" + instances.getFirst().url(),
                "instance=" + instances.getFirst().url() + "/",
                "node=b",
                "deployment=other",
                "instance=http://127.0.0.1:8080")) {
            Files.writeString(settings, right + more + "\n");
            assertThat(guard().exitCode()).as(more).isEqualTo(WRONG_USE);
        }
        Files.writeString(settings, right);
        assertThat(guard().exitCode()).isEqualTo(START);
    }

    private void all(String owner, long epoch) {
        instances.forEach(instance -> instance.knows(owner, epoch, 0));
    }

    private void reopen() throws Exception {
        instances.clear();
        for (var i = 0; i < 3; i++) {
            instances.add(new Instance(server));
        }
        settings(authority);
    }

    private void settings(CertificateAuthority trusted) throws Exception {
        var ca = Files.writeString(directory.resolve("ca.pem"), trusted.certificate());
        var lines = new StringBuilder("# of a test\ndeployment=acme\nnode=a\nca=" + ca + "\n");
        instances.forEach(
                instance -> lines.append("instance=").append(instance.url()).append('\n'));
        Files.writeString(directory.resolve("guard.conf"), lines);
    }

    private String epoch() throws Exception {
        return Files.readString(directory.resolve("state/epoch-telephony")).strip();
    }

    private Ran guard(String... more) throws Exception {
        return guard(Shell.in(directory), more);
    }

    private static Ran guard(Shell shell, String... more) throws Exception {
        var words = Stream.concat(Stream.of("telephony"), Stream.of(more)).toArray(String[]::new);
        return shell.run("switchover-guard", Map.of(), words);
    }

    private Ran node(String... words) throws Exception {
        return Shell.in(directory).run("switchover-node", Map.of(), words);
    }
}
