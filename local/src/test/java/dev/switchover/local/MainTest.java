package dev.switchover.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @ParameterizedTest
    @ValueSource(strings = {"up --port-base 70000", "up --port-base x", "demo --port-base 0", "status now", "dance"})
    void wrongUseIsToldByItsOwnCode(String line) {
        assertThat(Main.run(line.split(" ", -1))).isEqualTo(Main.WRONG_USE);
    }
}
