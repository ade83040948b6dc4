package dev.switchover.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands before a suite whose files they may neither read nor write. */
class SomebodyElsesSuiteTest {

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private record Result(int code, String output) {}

    @TempDir
    Path root;

    private Path home = Path.of("");

    @BeforeEach
    void keepsItsFilesToItself() throws IOException {
        home = Files.createDirectories(root.resolve(".switchover"));
        Files.createDirectories(home.resolve("data/postgresql"));
        Files.writeString(home.resolve("suite.json"), "{}");
        permit("suite.json", "---------");
        permit("", "r-xr-xr-x");
    }

    @AfterEach
    void letItBeDeleted() throws IOException {
        permit("", "rwxrwxrwx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "down --wipe", "status", "demo"})
    void itsOwnerIsNamedAndNothingIsChanged(String command) throws Exception {
        var result = run(command);

        assertThat(result.code()).as(result.output()).isEqualTo(Main.FAILED);
        assertThat(result.output())
                .hasLineCount(1)
                .contains(Files.getOwner(home).getName())
                .contains(home.toString());
        assertThat(home.resolve("data/postgresql")).exists();
    }

    /** Its record is gone, as after it was stopped; its data are not. */
    @Test
    void itsDataAreNotWiped() throws Exception {
        permit("", "rwxrwxrwx");
        Files.delete(home.resolve("suite.json"));
        permit("", "r-xr-xr-x");

        var result = run("down --wipe");

        assertThat(result.code()).as(result.output()).isEqualTo(Main.FAILED);
        assertThat(result.output()).hasLineCount(1);
        assertThat(home.resolve("data/postgresql")).exists();
    }

    private void permit(String file, String permissions) throws IOException {
        Files.setPosixFilePermissions(home.resolve(file), PosixFilePermissions.fromString(permissions));
    }

    private Result run(String command) throws Exception {
        var line = new ArrayList<>(whoObeysPermissions());
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dswitchover.root=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        line.addAll(Stream.of(command.split(" ", -1)).toList());
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), output);
    }

    private List<String> whoObeysPermissions() {
        if (!Files.isWritable(home)) {
            return List.of();
        }
        assumeTrue(Files.isExecutable(SETPRIV), "root may read and write everything");
        return List.of(SETPRIV.toString(), "--bounding-set=-dac_override,-dac_read_search");
    }
}
