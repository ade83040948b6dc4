package dev.switchover.resilience.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.resilience.node.Shell.Ran;
import dev.switchover.resilience.node.domain.NodeScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forced command of a node, in a real shell. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SwitchoverNodeTest {

    private static final int DONE = 0;
    private static final int WRONG_USE = 64;
    private static final int OLDER_EPOCH = 65;
    private static final int REFUSED = 66;
    private static final int OVERTAKEN = 70;
    private static final int STARTING = 71;

    private static final String SCRIPT = "script " + NodeScript.VERSION + "\n";

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void hooks() throws Exception {
        Shell.in(directory)
                .hook("start-telephony", "echo started $* | tee -a \"$SWITCHOVER_NODE_DIR/world\"")
                .hook("stop-telephony", "echo stopped $* | tee -a \"$SWITCHOVER_NODE_DIR/world\"; exit 7")
                .hook("fence", "echo fenced $* >> \"$SWITCHOVER_NODE_DIR/world\"")
                .hook("status", "echo data inactive position=5; echo telephony active running=2");
    }

    @ParameterizedTest
    @MethodSource("dev.switchover.resilience.node.Shell#found")
    void olderEpochsAreRefusedInEveryShell(List<String> interpreter) throws Exception {
        var shell = new Shell(interpreter, directory);

        assertThat(node(shell, "start-telephony", "7")).isEqualTo(new Ran(DONE, "started 7\n", ""));
        assertThat(node(shell, "start-telephony", "6").exitCode()).isEqualTo(OLDER_EPOCH);
        assertThat(node(shell, "start-telephony", "7", "again").out()).isEqualTo("started 7 again\n");
        assertThat(node(shell, "stop-telephony", "10")).isEqualTo(new Ran(7, "stopped 10\n", ""));
        assertThat(node(shell, "start-telephony", "9").exitCode()).isEqualTo(OLDER_EPOCH);
        assertThat(node(shell, "status").out()).isEqualTo(SCRIPT + """
                data inactive 0 position=5
                telephony active 10 running=2
                """);
        assertThat(world()).containsExactly("started 7", "started 7 again", "stopped 10");
    }

    @ParameterizedTest
    @MethodSource("dev.switchover.resilience.node.Shell#found")
    void theWordsOfTheKeysOwnerAreNothingButWords(List<String> interpreter) throws Exception {
        var shell = new Shell(interpreter, directory);

        assertThat(asked(shell, "switchover-node start-telephony 3 mds-1").out())
                .isEqualTo("started 3 mds-1\n");
        for (var words : List.of(
                "switchover-node start-telephony 4 $(touch evil)",
                "start-telephony 4; touch evil",
                "start-telephony 4 *",
                "start-telephony 4\ntouch evil",
                "../../bin/sh 4",
                "sh",
                "switchover-node",
                "start-telephony 4 -x",
                "start-telephony four",
                "start-telephony 04",
                "start-telephony -4",
                "start-telephony 9999999999999999999999",
                "start-telephony 4 a b")) {
            assertThat(asked(shell, words).exitCode()).as(words).isEqualTo(WRONG_USE);
        }
        assertThat(world()).containsExactly("started 3 mds-1");
        assertThat(directory.resolve("evil")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("dev.switchover.resilience.node.Shell#found")
    void theStatusTellsUnderWhichOrderAnMdsKnowsTheNode(List<String> interpreter) throws Exception {
        var shell = new Shell(interpreter, directory);
        shell.hook("register-mds", "[ \"$2\" != mds-2 ]")
                .hook(
                        "status",
                        "echo telephony active; echo mds mds-1 registered; echo mds mds-2 absent; echo page active");

        assertThat(node(shell, "register-mds", "6", "mds-1").exitCode()).isEqualTo(DONE);
        assertThat(node(shell, "register-mds", "6", "mds-2").exitCode()).isEqualTo(1);
        assertThat(node(shell, "register-mds", "5", "mds-1").exitCode()).isEqualTo(OLDER_EPOCH);

        assertThat(node(shell, "status").out()).isEqualTo(SCRIPT + """
                telephony active 6
                mds mds-1 registered 6
                mds mds-2 absent 0
                page active
                """);
    }

    @ParameterizedTest
    @MethodSource("dev.switchover.resilience.node.Shell#found")
    void whatWasTriedOutIsPassedOnAsItIs(List<String> interpreter) throws Exception {
        var shell = new Shell(interpreter, directory);
        var words = "licence failed at=1764540000 no  * licence\\n" + "!".repeat(300);
        shell.hook("status", "printf '%s\\n' 'telephony active' 'check " + words + "' 'mds m1 registered also=node-a'");

        assertThat(node(shell, "status").out()).isEqualTo(SCRIPT + """
                telephony active 0
                check %s
                mds m1 registered also=node-a 0
                """.formatted(words.substring(0, 300)));
    }

    @Test
    void whatTheNodeDoesNotHaveIsRefusedBeforeAnythingIsKept() throws Exception {
        assertThat(node("drain-telephony", "8").exitCode()).isEqualTo(REFUSED);
        Files.writeString(directory.resolve("groups"), "services\n");
        assertThat(node("start-telephony", "8").exitCode()).isEqualTo(REFUSED);
        assertThat(directory.resolve("state/epoch-telephony")).doesNotExist();
    }

    @Test
    void aFenceMakesOlderOrdersOfAllGroupsComeTooLate() throws Exception {
        assertThat(node("start-telephony", "5").exitCode()).isEqualTo(DONE);
        assertThat(node("fence", "4").exitCode()).isEqualTo(OLDER_EPOCH);
        assertThat(node("fence", "6").exitCode()).isEqualTo(DONE);

        assertThat(node("start-telephony", "5").exitCode()).isEqualTo(OLDER_EPOCH);
        assertThat(List.of(epoch("data"), epoch("management"), epoch("telephony")))
                .containsOnly("6");
        assertThat(world()).containsExactly("started 5", "fenced 6");
    }

    @Test
    void anActionThatRunsHoldsUpTheNextOfItsGroup() throws Exception {
        var go = directory.resolve("go");
        Shell.in(directory).hook("start-telephony", waitsFor(go));
        var slow = Shell.in(directory).begin("switchover-node", Map.of(), "start-telephony", "5");
        until("up");
        var next = Shell.in(directory).begin("switchover-node", Map.of(), "stop-telephony", "6");

        assertThat(next.waitFor(2, TimeUnit.SECONDS)).as("overtakes").isFalse();
        Files.writeString(go, "");

        assertThat(slow.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(next.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(world()).containsExactly("up", "started", "stopped 6");
    }

    @Test
    void aStartThatAFenceDidNotWaitForIsTakenBack() throws Exception {
        var go = directory.resolve("go");
        Shell.in(directory).hook("start-telephony", waitsFor(go));
        var slow = Shell.in(directory).begin("switchover-node", Map.of(), "start-telephony", "5");
        until("up");
        assertThat(node("fence", "6").exitCode()).as("not cut off yet").isEqualTo(STARTING);
        Files.writeString(go, "");

        assertThat(slow.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(slow.exitValue()).isEqualTo(OVERTAKEN);
        assertThat(world()).containsExactly("up", "fenced 6", "started", "stopped 6");
        assertThat(node("start-telephony", "7").exitCode()).isEqualTo(DONE);
    }

    @Test
    void anOrderThatWaitedWhileAHigherCameIsRefused() throws Exception {
        var go = directory.resolve("go");
        Shell.in(directory)
                .hook(
                        "stop-telephony",
                        "echo stopping >> \"$SWITCHOVER_NODE_DIR/world\"; until [ -e " + go + " ]; do sleep 0.1; done");
        var running = Shell.in(directory).begin("switchover-node", Map.of(), "stop-telephony", "5");
        until("stopping");
        var overtaken = Shell.in(directory).begin("switchover-node", Map.of(), "start-telephony", "5");
        assertThat(node("fence", "6").exitCode()).isEqualTo(DONE);
        Files.writeString(go, "");

        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(overtaken.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(overtaken.exitValue()).isEqualTo(OLDER_EPOCH);
        assertThat(world()).containsExactly("stopping", "fenced 6");
    }

    @Test
    void oneThatWaitsTooLongChangesNothing() throws Exception {
        var go = directory.resolve("go");
        Shell.in(directory)
                .hook(
                        "start-telephony",
                        "echo up >> \"$SWITCHOVER_NODE_DIR/world\"; until [ -e " + go + " ]; do sleep 0.1; done");
        var slow = Shell.in(directory).begin("switchover-node", Map.of(), "start-telephony", "5");
        until("up");
        var next =
                Shell.in(directory).run("switchover-node", Map.of("SWITCHOVER_NODE_WAIT", "1"), "stop-telephony", "6");
        Files.writeString(go, "");

        assertThat(next.exitCode()).isEqualTo(REFUSED);
        assertThat(slow.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(world()).containsExactly("up");
    }

    @ParameterizedTest
    @MethodSource("dev.switchover.resilience.node.Shell#found")
    void theStatusShowsTheEpochOfTheLastOrderThatHasEnded(List<String> interpreter) throws Exception {
        var shell = new Shell(interpreter, directory);
        assertThat(node(shell, "start-telephony", "4").exitCode()).isEqualTo(DONE);
        var go = directory.resolve("go");
        shell.hook("start-telephony", waitsFor(go)).hook("status", "echo data inactive; echo telephony inactive");
        var slow = shell.begin("switchover-node", Map.of(), "start-telephony", "5");
        until("up");
        var next = shell.begin("switchover-node", Map.of(), "stop-telephony", "6");
        untilEpoch("telephony", "6");

        assertThat(node(shell, "status").out()).as("of a state before both").contains("telephony inactive 4\n");
        assertThat(node(shell, "start-telephony", "5").exitCode()).isEqualTo(OLDER_EPOCH);
        Files.writeString(go, "");

        assertThat(slow.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(next.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(node(shell, "status").out()).contains("telephony inactive 6\n");
    }

    @Test
    void aFenceIsShownWhereNoStartCanComeAfterIt() throws Exception {
        var go = directory.resolve("go");
        var shell = Shell.in(directory)
                .hook("start-telephony", waitsFor(go))
                .hook("fence-data", waitsFor(go).replace("echo up", "echo fencing"))
                .hook("status", "echo data inactive; echo management inactive; echo telephony inactive");
        var start = shell.begin("switchover-node", Map.of(), "start-telephony", "5");
        var stop = shell.begin("switchover-node", Map.of(), "fence-data", "5");
        until("up");
        until("fencing");

        assertThat(node("fence", "6").exitCode()).isEqualTo(STARTING);
        assertThat(node("status").out()).isEqualTo(SCRIPT + """
                data inactive 6
                management inactive 6
                telephony inactive 0
                """);
        Files.writeString(go, "");

        assertThat(start.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(start.exitValue()).isEqualTo(OVERTAKEN);
        assertThat(stop.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(node("status").out()).contains("data inactive 6\n", "telephony inactive 6\n");
    }

    @ParameterizedTest
    @MethodSource("dev.switchover.resilience.node.Shell#found")
    void anOrderWhoseAskerHasGoneEndsAllTheSame(List<String> interpreter) throws Exception {
        var go = directory.resolve("go");
        var shell = new Shell(interpreter, directory).hook("start-telephony", waitsFor(go));
        var line = String.join(" ", interpreter) + " " + Shell.script("switchover-node");
        var builder = new ProcessBuilder("sh", "-c", line + " start-telephony 5 2>&1 | true");
        builder.environment().put("SWITCHOVER_NODE_DIR", directory.toString());
        var asked = builder.start();
        until("up");
        assertThat(node(shell, "fence", "6").exitCode()).isEqualTo(STARTING);
        Files.writeString(go, "");

        assertThat(asked.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(node(shell, "status").out()).contains("telephony active 6");
    }

    @Test
    void anOrderThatDiedHasNotEnded() throws Exception {
        var go = directory.resolve("go");
        var shell = Shell.in(directory).hook("start-telephony", waitsFor(go));
        var slow = shell.begin("switchover-node", Map.of(), "start-telephony", "5");
        until("up");
        slow.destroyForcibly().waitFor();
        Files.writeString(go, "");

        assertThat(node("status").out()).contains("telephony active 0");
        assertThat(node("start-telephony", "6").exitCode()).isEqualTo(DONE);
        assertThat(node("status").out()).contains("telephony active 6");
    }

    @ParameterizedTest
    @MethodSource("dev.switchover.resilience.node.Shell#found")
    void aHookThatOutlivesItsOrderHoldsUpTheNext(List<String> interpreter) throws Exception {
        var go = directory.resolve("go");
        var shell = new Shell(interpreter, directory).hook("start-telephony", waitsFor(go));
        orphaned(shell);
        var next = shell.begin("switchover-node", Map.of(), "stop-telephony", "6");

        assertThat(next.waitFor(2, TimeUnit.SECONDS)).as("overtakes").isFalse();
        assertThat(node(shell, "status").out()).contains("telephony active 0");
        Files.writeString(go, "");

        assertThat(next.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(world()).containsExactly("up", "started", "stopped 6");
        assertThat(node(shell, "status").out()).contains("telephony active 6");
    }

    @Test
    void aStartThatWaitsTooLongForSuchAHookChangesNothing() throws Exception {
        var go = directory.resolve("go");
        orphaned(Shell.in(directory).hook("start-telephony", waitsFor(go)));

        var next = startAtOnce();
        Files.writeString(go, "");

        assertThat(next.exitCode()).isEqualTo(REFUSED);
        until("started");
        assertThat(world()).containsExactly("up", "started");
    }

    @ParameterizedTest
    @MethodSource("dev.switchover.resilience.node.Shell#found")
    void aStopThatHasWaitedKillsSuchAHook(List<String> interpreter) throws Exception {
        var shell = new Shell(interpreter, directory)
                .hook("start-telephony", "echo $$ > \"$SWITCHOVER_NODE_DIR/hook\"; " + starts("sleep 60"));
        orphaned(shell);

        assertThat(stopAtOnce(shell).out()).isEqualTo("stopped 6\n");
        assertThat(ends("hook")).isTrue();
        assertThat(ends("child")).isTrue();
        assertThat(node(shell, "status").out()).contains("telephony active 6");
        assertThat(directory.resolve("state/actions.log")).content().contains(" kill ", " left by an order");
    }

    @ParameterizedTest
    @MethodSource("dev.switchover.resilience.node.Shell#found")
    void aHookThatIsKilledTakesAlongWhatItStarted(List<String> interpreter) throws Exception {
        var shell = new Shell(interpreter, directory)
                .hook("start-telephony", "echo $$ > \"$SWITCHOVER_NODE_DIR/hook\"; " + starts("timeout 60 sleep 60"));
        var start = shell.begin("switchover-node", Map.of(), "start-telephony", "5");
        until("up");
        assertThat(node(shell, "fence", "6").exitCode()).as("it runs").isEqualTo(STARTING);
        kill("hook");

        assertThat(start.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ends("child")).isTrue();
        assertThat(start.exitValue()).isEqualTo(OVERTAKEN);
        assertThat(world()).containsExactly("up", "fenced 6", "stopped 6");
        assertThat(node(shell, "status").out()).contains("telephony active 6");
    }

    @ParameterizedTest
    @MethodSource("dev.switchover.resilience.node.Shell#found")
    void whatAHookStartedThatWasKilledWithItsOrderHoldsUpAStartUntilSomethingIsStopped(List<String> interpreter)
            throws Exception {
        var shell = new Shell(interpreter, directory);
        left(shell);

        assertThat(startAtOnce(shell).exitCode()).isEqualTo(REFUSED);
        assertThat(node(shell, "status").out()).contains("telephony active 0");
        assertThat(process("child")).as("nobody was asked to end it").get().matches(ProcessHandle::isAlive);
        assertThat(stopAtOnce(shell).out()).isEqualTo("stopped 6\n");
        assertThat(ends("child")).isTrue();
        assertThat(node(shell, "status").out()).contains("telephony active 6");
        assertThat(startAtOnce(shell).exitCode()).isEqualTo(DONE);
    }

    @ParameterizedTest
    @MethodSource("dev.switchover.resilience.node.Shell#found")
    void aFenceEndsAStartThatWasKilled(List<String> interpreter) throws Exception {
        var shell = new Shell(interpreter, directory);
        left(shell);

        assertThat(node(shell, "fence", "6").exitCode()).isEqualTo(DONE);
        assertThat(ends("child")).isTrue();
        assertThat(node(shell, "status").out()).contains("telephony active 6");
    }

    @Test
    void whatCannotBeKilledHasNotEnded() throws Exception {
        assumeThat(System.getProperty("user.name")).as("who may become another").isEqualTo("root");
        var shell = new Shell(List.of("setpriv", "--bounding-set=-kill", "sh"), directory);
        left(shell, "setpriv --reuid 65534 sleep 60");
        var child = process("child").orElseThrow();

        assertThat(stopAtOnce(shell).exitCode()).isEqualTo(REFUSED);
        var fence = node(shell, "fence", "6");
        assertThat(fence.exitCode()).isEqualTo(STARTING);
        assertThat(fence.err()).contains("when it has ended: " + child.pid());
        assertThat(node(shell, "status").out()).contains("telephony active 0");
        kill("child");

        assertThat(node(shell, "fence", "7").exitCode()).isEqualTo(DONE);
        assertThat(node(shell, "status").out()).contains("telephony active 7");
    }

    @Test
    void whatAHookLeavesRunningHoldsUpNobody() throws Exception {
        Shell.in(directory).hook("start-telephony", "sleep 60 & echo $! > \"$SWITCHOVER_NODE_DIR/daemon\"");
        assertThat(node("start-telephony", "5").exitCode()).isEqualTo(DONE);

        assertThat(stopAtOnce().out()).isEqualTo("stopped 6\n");
        assertThat(daemon().destroyForcibly()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "setsid "})
    void norDoesWhatAHookLeavesThatEndsAfterItsOrderWasKilled(String session) throws Exception {
        var go = directory.resolve("go");
        var leaves = "; " + session + "sleep 60 & echo $! > \"$SWITCHOVER_NODE_DIR/daemon\"";
        orphaned(Shell.in(directory).hook("start-telephony", waitsFor(go) + leaves));
        Files.writeString(go, "");
        Eventually.holds(
                () -> assertThat(directory.resolve("state/running-telephony")).doesNotExist());
        Shell.in(directory).hook("start-telephony", "echo again");

        assertThat(startAtOnce().out()).isEqualTo("again\n");
        assertThat(stopAtOnce().out()).isEqualTo("stopped 6\n");
        assertThat(daemon().destroyForcibly()).isTrue();
    }

    @Test
    void aHookIsKnownByBootNumberAndBeginning() throws Exception {
        Files.createDirectories(directory.resolve("state"));
        var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        var alive = ProcessHandle.current().pid();
        var begun = begun(alive);

        for (var other : List.of(
                "another-boot %d %s".formatted(alive, begun),
                "%s %d %s0".formatted(boot, alive, begun),
                "%s 1 %s".formatted(boot, begun),
                "%s %d".formatted(boot, alive),
                "")) {
            Files.writeString(directory.resolve("state/running-telephony"), other + "\n");
            assertThat(stopAtOnce().out()).as(other).isEqualTo("stopped 6\n");
        }
        Files.writeString(directory.resolve("state/running-telephony"), "%s %d %s\n".formatted(boot, alive, begun));
        assertThat(startAtOnce().exitCode()).isEqualTo(REFUSED);
    }

    @Test
    void aSessionOfTheSameNumberThatCameLaterIsNoOrder() throws Exception {
        var daemon = "sleep 60 >/dev/null & echo $! > " + directory.resolve("daemon");
        var founder = new ProcessBuilder("setsid", "sh", "-c", "cat /proc/self/autogroup; " + daemon).start();
        var own = new String(founder.getInputStream().readNBytes(64), UTF_8).split(" ", -1)[0];
        assumeThat(own).as("a kernel with autogroups").startsWith("/autogroup-");
        assertThat(founder.waitFor(30, TimeUnit.SECONDS)).isTrue();
        var boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        Files.createDirectories(directory.resolve("state"));
        var record = directory.resolve("state/running-telephony");

        Files.writeString(record, "%s %d 1\n%s0\n".formatted(boot, founder.pid(), own));
        assertThat(stopAtOnce().out()).isEqualTo("stopped 6\n");
        assertThat(daemon().isAlive()).as("a stranger").isTrue();

        Files.writeString(record, "%s %d 1\n%s\n".formatted(boot, founder.pid(), own));
        assertThat(stopAtOnce().out()).isEqualTo("stopped 6\n");
        assertThat(ends("daemon")).as("what the order left").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1"})
    void anEpochThatCannotBeReadRefusesAll(String kept) throws Exception {
        Files.createDirectories(directory.resolve("state"));
        Files.writeString(directory.resolve("state/epoch-telephony"), kept);

        assertThat(node("start-telephony", "7").exitCode()).isEqualTo(REFUSED);
        assertThat(node("status").exitCode()).isEqualTo(REFUSED);
        assertThat(directory.resolve("world")).doesNotExist();
    }

    @Test
    void theNodesOwnLogTellsWhatItDidWhen() throws Exception {
        node("start-telephony", "7");
        node("stop-telephony", "6");

        assertThat(Files.readAllLines(directory.resolve("state/actions.log")))
                .satisfiesExactly(
                        begin -> assertThat(begin)
                                .matches(
                                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z begin start-telephony 7 .*"),
                        end -> assertThat(end).contains("end start-telephony 7").endsWith("exit=0"),
                        refused -> assertThat(refused)
                                .contains("refused stop-telephony 6")
                                .endsWith("seen=7"));
    }

    private static String waitsFor(Path file) {
        return "echo up >> \"$SWITCHOVER_NODE_DIR/world\"; until [ -e " + file
                + " ]; do sleep 0.1; done; echo started >> \"$SWITCHOVER_NODE_DIR/world\"";
    }

    /** Its script is killed while the hook of a start waits. */
    private void orphaned(Shell shell) throws Exception {
        var killed = shell.begin("switchover-node", Map.of(), "start-telephony", "5");
        until("up");
        killed.destroyForcibly().waitFor();
    }

    private void left(Shell shell) throws Exception {
        left(shell, "sleep 60");
    }

    /** It and its hook are killed, and what the hook started goes on. */
    private void left(Shell shell, String child) throws Exception {
        shell.hook(
                "start-telephony",
                "echo $PPID > \"$SWITCHOVER_NODE_DIR/leader\"; echo $$ > \"$SWITCHOVER_NODE_DIR/hook\"; "
                        + starts(child));
        orphaned(shell);
        kill("leader");
        kill("hook");
        shell.hook("start-telephony", "echo started");
    }

    private static String starts(String child) {
        return child + " & echo $! > \"$SWITCHOVER_NODE_DIR/child\"; echo up >> \"$SWITCHOVER_NODE_DIR/world\"; wait";
    }

    private void kill(String file) throws Exception {
        process(file).orElseThrow().destroyForcibly();
        assertThat(ends(file)).isTrue();
    }

    private boolean ends(String file) throws Exception {
        var process = process(file);
        Eventually.holds(
                () -> assertThat(process.filter(ProcessHandle::isAlive)).isEmpty());
        return true;
    }

    private Ran startAtOnce() throws Exception {
        return startAtOnce(Shell.in(directory));
    }

    private static Ran startAtOnce(Shell shell) throws Exception {
        return shell.run("switchover-node", Map.of("SWITCHOVER_NODE_WAIT", "1"), "start-telephony", "6");
    }

    private Ran stopAtOnce() throws Exception {
        return stopAtOnce(Shell.in(directory));
    }

    private static Ran stopAtOnce(Shell shell) throws Exception {
        return shell.run("switchover-node", Map.of("SWITCHOVER_NODE_WAIT", "1"), "stop-telephony", "6");
    }

    private ProcessHandle daemon() throws Exception {
        return process("daemon").orElseThrow();
    }

    private Optional<ProcessHandle> process(String file) throws Exception {
        return ProcessHandle.of(
                Long.parseLong(Files.readString(directory.resolve(file)).strip()));
    }

    /** In ticks since the boot: proc(5), field 22. */
    private static String begun(long pid) throws Exception {
        var line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)).get(19);
    }

    private Ran node(String... words) throws Exception {
        return node(Shell.in(directory), words);
    }

    private static Ran node(Shell shell, String... words) throws Exception {
        return shell.run("switchover-node", Map.of(), words);
    }

    private static Ran asked(Shell shell, String words) throws Exception {
        return shell.run("switchover-node", Map.of("SSH_ORIGINAL_COMMAND", words));
    }

    private String epoch(String group) throws Exception {
        return Files.readString(directory.resolve("state/epoch-" + group)).strip();
    }

    private void untilEpoch(String group, String epoch) {
        Eventually.holds(() -> assertThat(directory.resolve("state/epoch-" + group))
                .exists()
                .content()
                .isEqualTo(epoch + "\n"));
    }

    private List<String> world() throws Exception {
        return Files.readAllLines(directory.resolve("world"));
    }

    private void until(String line) {
        Eventually.holds(
                () -> assertThat(directory.resolve("world")).exists().content().contains(line + "\n"));
    }
}
