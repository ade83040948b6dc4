package dev.switchover.local.suite;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.embedded.StartFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    Path directory;

    @Test
    void aFullDiskIsNamedWithWhatIsNeeded() {
        var home = new Home(directory, directory);

        assertThatThrownBy(() -> home.requireRoom(Integer.MAX_VALUE))
                .isInstanceOf(StartFailure.class)
                .hasMessage("The disk that holds " + directory + " is full: " + Integer.MAX_VALUE
                        + " MB are needed. Make room, then repeat.");
        assertThatCode(() -> home.requireRoom(1)).doesNotThrowAnyException();
    }
}
