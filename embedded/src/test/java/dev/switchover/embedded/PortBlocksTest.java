package dev.switchover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PortBlocksTest {

    @TempDir
    Path directory;

    @Test
    void aBlockIsClaimedOnce() {
        assertThat(new PortBlocks(directory).claim(7)).isTrue();
        assertThat(new PortBlocks(directory).claim(7)).isFalse();
        assertThat(new PortBlocks(directory).claim(8)).isTrue();
    }

    @Test
    void aBlockOfAnotherProcessIsFreeWhenThatHasEnded() throws Exception {
        var other = another();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("true");
            assertThat(new PortBlocks(directory).claim(7)).isFalse();
        } finally {
            other.destroyForcibly().waitFor();
        }

        assertThat(new PortBlocks(directory).claim(7)).isTrue();
    }

    @Test
    void whereNothingCanBeWrittenTheDirectoryIsNamed() throws IOException {
        var file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> new PortBlocks(file).claim(7))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("No ports can be reserved in " + file);
    }

    private Process another() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Another.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Claims a block and lives on until it is ended. */
    static final class Another {

        private Another() {}

        public static void main(String[] args) throws IOException {
            System.out.println(new PortBlocks(Path.of(args[0])).claim(7));
            System.in.read();
        }
    }
}
