package dev.switchover.local.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {

    @TempDir
    Path site;

    @Test
    void oneAfterTheOtherIsFine() throws Exception {
        var a = node(
                "a",
                "10:00:00Z node=a group=data state=active epoch=1",
                "10:00:05Z node=a group=data state=inactive epoch=2");
        var b = node("b", "10:00:06Z node=b group=data state=active epoch=3");

        assertThat(Judge.of(a, b).both("data")).isEmpty();
        assertThat(Judge.of(a, b).active("data")).containsExactly("b");
    }

    @Test
    void bothAtOnceIsSeen() throws Exception {
        var a = node(
                "a",
                "10:00:00Z node=a group=data state=active epoch=1",
                "10:00:05Z node=a group=data state=inactive epoch=2");
        var b = node("b", "10:00:04Z node=b group=data state=active epoch=3");

        assertThat(Judge.of(a, b).both("data")).hasSize(1);
        assertThat(Judge.of(a, b).both("telephony")).isEmpty();
    }

    @Test
    void aMachineWithoutPowerServesNobody() throws Exception {
        var a = node("a", "10:00:00Z node=a group=data state=active epoch=1", "10:00:05Z node=a power=off");
        var b = node("b", "10:00:06Z node=b group=data state=active epoch=3");

        assertThat(Judge.of(a, b).both("data")).isEmpty();
        assertThat(Judge.of(a).active("data")).isEmpty();
    }

    @Test
    void whatNobodyEndedGoesOn() throws Exception {
        var a = node("a", "10:00:00Z node=a group=data state=active epoch=1");
        var b = node(
                "b",
                "10:00:06Z node=b group=data state=active epoch=3",
                "10:00:07Z node=b group=data state=inactive epoch=4");

        assertThat(Judge.of(a, b).both("data")).hasSize(1);
    }

    private Machine node(String name, String... lines) throws Exception {
        var directory = Files.createDirectories(site.resolve(name));
        var machine = new Machine(name, directory, 0, "power=on");
        var text = new StringBuilder();
        for (var line : lines) {
            text.append("2026-01-01T").append(line).append('\n');
        }
        Files.writeString(machine.log(), text);
        return machine;
    }
}
