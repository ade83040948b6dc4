package dev.switchover.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.Waiting;
import dev.switchover.local.BenchCommand.EventStorePart;
import dev.switchover.local.bench.Benches;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script, on a machine that has only what each test puts there. */
class LauncherTest {

    private static final List<String> TOOLS = List.of(
            "awk cat cksum cp date df dirname find grep head ln mkdir mv printf readlink rm sed sh sleep sort tail tr"
                    .split(" ", -1));

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String LOCK = "checkout/.switchover/build/lock";

    private record Result(int code, String output) {}

    @TempDir
    Path machine;

    @BeforeEach
    void prepare() throws Exception {
        Files.createDirectories(machine.resolve("checkout/some-module"));
        Files.writeString(machine.resolve("checkout/pom.xml"), "<project/>");
        Files.writeString(machine.resolve("checkout/some-module/pom.xml"), "<project/>");
        Files.copy(Path.of("..", "switchover"), machine.resolve("checkout/switchover"));
        executable(machine.resolve("checkout/switchover"));
        Files.createDirectories(machine.resolve("bin"));
        for (var tool : TOOLS) {
            for (var place : List.of("/usr/bin", "/bin")) {
                var original = Path.of(place, tool);
                if (Files.exists(original)
                        && !Files.exists(machine.resolve("bin").resolve(tool))) {
                    Files.createSymbolicLink(machine.resolve("bin").resolve(tool), original);
                }
            }
        }
    }

    @Test
    void withoutAJdkItSaysWhatToInstall() throws Exception {
        var result = run("test");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.output()).startsWith("No JDK 21 or newer was found").hasLineCount(1);
    }

    @Test
    void aJdkThatIsTooOldDoesNotCount() throws Exception {
        jdk("17.0.2");

        assertThat(run("test").code()).isEqualTo(3);
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws Exception {
        jdk("21.0.1");

        var result = run("test");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.output()).startsWith("Maven was not found").hasLineCount(1);
    }

    @Test
    void aMavenThatIsTooOldIsNamed() throws Exception {
        jdk("21.0.1");
        maven("3.8.5", "exit 0");

        var result = run("test");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.output()).startsWith("Maven 3.8.5 is too old");
    }

    @Test
    void theNewestJdkWinsAndTheReportsAreSummed() throws Exception {
        jdk("21.0.1");
        jdk("25.0.3");
        jdk("17.0.2");
        maven("3.9.9", """
                echo "$JAVA_HOME" >../used
                mkdir -p some-module/target/surefire-reports
                cat >some-module/target/surefire-reports/TEST-a.xml <<END
                <testsuite name="a" time="0.1" tests="0" errors="0" skipped="0" failures="0">
                  <testcase name="a"/>
                  <testcase name="b"><failure message="no">no</failure></testcase>
                  <testcase name="c"><error message="no">no</error></testcase>
                  <testcase name="d"><skipped/></testcase>
                  <testcase name="e"><system-out><![CDATA[
                    <testcase name="printed"><error >]]></system-out></testcase>
                </testsuite>
                END
                exit 1""");

        var result = run("test");

        assertThat(machine.resolve("used")).content().contains("jdk-25.0.3");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output().lines()).contains("2 passed, 2 failed, 1 skipped");
    }

    /** Maven goes on past them, so that an hour of long forms tells all of them. */
    @Test
    void whatAReportSaysToHaveFailedFailsTheLongForms() throws Exception {
        jdk("21.0.1");
        maven("3.9.9", """
                mkdir -p some-module/target/surefire-reports
                case $* in
                  *-Dswitchover.long=true*) said='<testcase name="a"><failure>no</failure></testcase>' ;;
                  *) said='<testcase name="a"/>' ;;
                esac
                echo "$said" >some-module/target/surefire-reports/TEST-some.xml""");

        var usual = run("test");
        var all = run("test", "--long");

        assertThat(usual.output()).endsWith("1 passed, 0 failed, 0 skipped\n");
        assertThat(usual.code()).isZero();
        assertThat(all.output()).contains("did not all pass", "long.log").endsWith("0 passed, 1 failed, 0 skipped\n");
        assertThat(all.code()).isEqualTo(1);
    }

    @Test
    void megabytesAreCounted() throws Exception {
        jdk("21.0.1");
        maven("3.9.9", """
                echo '[INFO] Downloaded from central: https://repo.example/a.jar (1.7 MB at 1.2 MB/s)'
                echo '[INFO] Downloaded from central: https://repo.example/b.jar (406 kB at 990 kB/s)'
                echo '[INFO] Downloaded from central: https://repo.example/c.jar (12 B at 1 B/s)'""");

        assertThat(run("test").output()).contains(", 2 MB downloaded");
    }

    @Test
    void anArtefactThatCannotBeHadIsNamed() throws Exception {
        jdk("21.0.1");
        maven("3.9.9", """
                echo '[ERROR] Could not transfer artifact org.example:thing:jar:1.0 from/to central: unknown host'
                exit 1""");

        var result = run("test");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.output()).contains("The artefact org.example:thing:jar:1.0 is not here");
    }

    @Test
    void theSecondWaitsUntilTheFirstHasBuilt() throws Exception {
        jdk("21.0.1");
        maven("3.9.9", """
                echo begin >>../turns
                while ! [ -f ../go ]; do sleep .1 || exit 1; done
                echo end >>../turns""");
        var first = start("test");
        await(() -> Files.exists(machine.resolve("turns")));
        var second = start("test");
        var heard = second.inputReader();

        assertThat(heard.readLine()).matches("Another \\./switchover is building or testing \\(pid \\d+\\), waiting …");
        Files.createFile(machine.resolve("go"));

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(machine.resolve("turns")).hasContent("begin\nend\nbegin\nend");
    }

    @Test
    void itDoesNotWaitForEver() throws Exception {
        jdk("21.0.1");
        maven("3.9.9", "while ! [ -f ../go ]; do sleep .1 || exit 1; done");
        var first = start("test");
        await(() -> Files.isSymbolicLink(machine.resolve(LOCK)));

        var result = run("test");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("(pid " + first.pid() + ") was still building or testing after 0:02");
        Files.createFile(machine.resolve("go"));
        assertThat(first.waitFor()).isZero();
    }

    @Test
    void aProcessThatOnlyHasTheNumberOfALauncherIsNotWaitedFor() throws Exception {
        jdk("21.0.1");
        maven("3.9.9", "exit 0");
        var other = new ProcessBuilder("sleep", "60").start();
        lock(other.pid());

        assertThat(run("test").code()).isZero();
        other.destroy();
    }

    @Test
    void theLockOfADeadLauncherIsBroken() throws Exception {
        jdk("21.0.1");
        maven("3.9.9", "exit 0");
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        lock(dead.pid());

        assertThat(run("test").code()).isZero();
        assertThat(Files.isSymbolicLink(machine.resolve(LOCK))).isFalse();
    }

    @Test
    void theOrphanOfADeadLauncherIsWaitedFor() throws Exception {
        jdk("21.0.1");
        maven("3.9.9", """
                : >../begun
                while ! [ -f ../go ]; do sleep .1 || exit 1; done""");
        var first = start("test");
        await(() -> Files.exists(machine.resolve("begun")));
        first.destroyForcibly().waitFor();

        assertThat(run("test").output()).contains("was still building or testing");
        Files.createFile(machine.resolve("go"));
    }

    @Test
    void aFullDiskIsNamedAndNotTheNetwork() throws Exception {
        jdk("21.0.1");
        maven("3.9.9", """
                echo '[ERROR] Could not transfer artifact org.example:thing:jar:1.0 from/to central: No space left on device'
                exit 1""");

        assertThat(run("test").output()).contains("The disk is full").doesNotContain("connect to the network");
    }

    @Test
    void whatCannotBeWrittenIsNamed() throws Exception {
        jdk("21.0.1");
        maven("3.9.9", "exit 0");
        Files.createDirectories(machine.resolve("checkout/.switchover/logs/test.log"));

        var result = run("test");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).startsWith("Cannot write ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "some-module/pom.xml",
                "some-module/src/main/Some.java",
                "event-store-tests/src/test/Load.java",
                "docs/api/problems.md"
            })
    void whatChangedSinceTheLastBuildIsBuiltAgain(String changed) throws Exception {
        jdk("21.0.1");
        maven("3.9.9", """
                echo built >>../builds
                for app in migration resilience notification; do
                  mkdir -p $app-service/target/quarkus-app
                  : >$app-service/target/quarkus-app/quarkus-run.jar
                done
                mkdir -p local/target
                : >local/target/local-1.0.0-SNAPSHOT.jar""");
        var file = machine.resolve("checkout").resolve(changed);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "before");

        run("up");
        run("up");
        assertThat(machine.resolve("builds")).hasContent("built");

        Files.setLastModifiedTime(
                file, FileTime.from(Files.getLastModifiedTime(file).toInstant().plusSeconds(60)));
        run("up");
        assertThat(machine.resolve("builds")).hasContent("built\nbuilt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dance",
                "up --fast",
                "up --port-base",
                "up --port-base 70000",
                "demo --port-base=eight",
                "demo now",
                "test --short",
                "bench",
                "bench nothing-of-ours",
                "bench event-store --only",
                "bench event-store --only nothing-of-ours",
                "bench --only=appendix event-store",
                "bench gates --only read",
                "bench gates roles",
                "logs",
                "logs nobody"
            })
    void wrongUseIsToldBeforeAnythingIsBuilt(String line) throws Exception {
        var result = run(line.split(" ", -1));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output()).contains("Usage: ./switchover COMMAND");
        assertThat(machine.resolve("checkout/.switchover")).doesNotExist();
        assertThat(machine.resolve("builds")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "up --help", "demo --exit -h", "test --help", "bench import --help"})
    void helpNeedsNoBuild(String line) throws Exception {
        var result = run(line.split(" ", -1));

        assertThat(result.code()).isZero();
        assertThat(result.output())
                .startsWith("Usage: ./switchover COMMAND")
                .contains(Benches.names())
                .contains(Arrays.stream(EventStorePart.values())
                        .map(part -> part.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void whatWasNeverBuiltDoesNotRun() throws Exception {
        assertThat(run("status")).isEqualTo(new Result(3, "Nothing is running: nothing has been built yet.\n"));
    }

    private void jdk(String version) throws IOException {
        var home = machine.resolve("usr/lib/jvm/jdk-" + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        for (var program : List.of("java", "javac")) {
            script(home.resolve("bin").resolve(program), "exit 0");
        }
    }

    private void maven(String version, String body) throws IOException {
        script(
                machine.resolve("bin/mvn"),
                "if [ \"$1\" = --version ]; then echo 'Apache Maven " + version + "'; exit 0; fi\n" + body);
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** As a launcher with this process id would leave it if it were killed. */
    private void lock(long pid) throws IOException {
        Files.createDirectories(machine.resolve(LOCK).getParent());
        Files.createSymbolicLink(machine.resolve(LOCK), Path.of(String.valueOf(pid)));
    }

    private static void await(Callable<Boolean> condition) {
        assertThat(Waiting.upTo(Duration.ofSeconds(20)).until(condition)).isTrue();
    }

    private Result run(String... arguments) throws Exception {
        var process = start(arguments);
        var hanging = process.onExit()
                .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(late -> {
                    process.descendants().forEach(ProcessHandle::destroyForcibly); // they would keep the pipe open
                    return process.destroyForcibly();
                });
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        hanging.join();
        return new Result(process.waitFor(), output);
    }

    private Process start(String... arguments) throws IOException {
        var builder = new ProcessBuilder(machine.resolve("checkout/switchover").toString());
        builder.command().addAll(List.of(arguments));
        builder.redirectErrorStream(true).environment().clear();
        builder.environment().put("PATH", machine.resolve("bin").toString());
        builder.environment().put("HOME", machine.toString());
        builder.environment().put("SWITCHOVER_LOOK_UNDER", machine.toString());
        builder.environment().put("SWITCHOVER_PATIENCE", "2");
        return builder.start();
    }
}
