package dev.switchover.resilience.node.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.node.domain.Check;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.MdsReport;
import dev.switchover.resilience.node.domain.ReportedState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTextTest {

    @Test
    void aLinePerGroupAndPerMediaServer() {
        assertThat(StatusText.read("""
                data inactive 7 position=50331720
                telephony draining 6 running=3
                management active 5 attested=ada
                mds mds-1 registered 6
                mds mds-2.example absent 0
                mds mds-3 registered also=node-a 6
                check licence passed at=1764540000 until 2027-01-01
                check call-in failed at=1764540001
                page inactive
                script 2
                """))
                .contains(new Status(
                        List.of(
                                new GroupReport(Group.DATA, ReportedState.INACTIVE, 7, 50_331_720L, null),
                                new GroupReport(Group.TELEPHONY, ReportedState.DRAINING, 6, null, 3),
                                new GroupReport(Group.MANAGEMENT, ReportedState.ACTIVE, 5, null, null, "ada")),
                        List.of(
                                new MdsReport("mds-1", true, 6),
                                new MdsReport("mds-2.example", false, 0),
                                new MdsReport("mds-3", true, 6, "node-a")),
                        List.of(
                                new Check("call-in", false, Instant.ofEpochSecond(1_764_540_001), ""),
                                new Check("licence", true, Instant.ofEpochSecond(1_764_540_000), "until 2027-01-01")),
                        false,
                        2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "check licence perhaps at=1",
                "check licence passed",
                "check licence passed at=noon",
                "check licence passed at=999999999999",
            })
    void aCheckThatIsNotUnderstoodHasFailedAndTheRestCounts(String line) {
        assertThat(StatusText.read("data inactive 7\n" + line))
                .get()
                .satisfies(status -> assertThat(status.groups()).hasSize(1))
                .extracting(Status::checks)
                .isEqualTo(List.of(Check.unreadable(line)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no\rsuch", "no\u0085such", "no\u2028such", "no\tsuch", "no\u0000such"})
    void whateverBreaksALineWithinItsWordsBreaksNothing(String words) {
        assertThat(StatusText.read("data inactive 7\ncheck licence failed at=1 " + words))
                .get()
                .extracting(Status::checks)
                .isEqualTo(List.of(new Check("licence", false, Instant.ofEpochSecond(1), "no such")));
    }

    @Test
    void ofTwoWordsOnOneTheWorseCounts() {
        assertThat(StatusText.read("data inactive 7\ncheck b passed at=2\ncheck a failed at=1\ncheck a passed at=2"))
                .get()
                .extracting(Status::checks)
                .isEqualTo(List.of(
                        new Check("a", false, Instant.ofEpochSecond(1), ""),
                        new Check("b", true, Instant.ofEpochSecond(2), "")));
    }

    @Test
    void theFirstScriptsSaidNoVersion() {
        assertThat(StatusText.read("data inactive 7"))
                .get()
                .extracting(Status::script)
                .isNull();
    }

    @Test
    void aScriptOfLaterDaysMaySayMore() {
        assertThat(StatusText.read("script 9\ndata inactive 7\nx-left telephony 4711"))
                .isEqualTo(StatusText.read("script 9\ndata inactive 7"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x-left telephony 4711",
                "x-left\nvoicemail active 1",
                "Welcome to node a\ndata inactive 7",
                "data asleep 7",
                "data inactive",
                "data inactive seven",
                "data inactive 7 position=-1",
                "data inactive 99999999999999999999",
                "data inactive 7\ndata active 8",
                "voicemail active 1",
                "mds m1 registered 1",
                "data inactive 7\nmds m1 perhaps 1",
                "data inactive 7\npage gone",
                "data inactive 7\npage active\npage inactive",
                "data inactive 7\nscript new",
                "data inactive 7\nscript 1\nscript 2",
                "script 2",
                "data inactive 7\nmds m1 registered",
                "data inactive 7\nmds m1 registered also= 1",
                "data inactive 7\nmds m1 registered 1\nmds m1 absent 1",
            })
    void halfAStatusIsNone(String output) {
        assertThat(StatusText.read(output)).isEmpty();
    }
}
