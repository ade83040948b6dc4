package dev.switchover.resilience.node.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.MdsReport;
import dev.switchover.resilience.node.domain.ReportedState;
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
                page inactive
                script 2
                """))
                .contains(new Status(
                        List.of(
                                new GroupReport(Group.DATA, ReportedState.INACTIVE, 7, 50_331_720L, null),
                                new GroupReport(Group.TELEPHONY, ReportedState.DRAINING, 6, null, 3),
                                new GroupReport(Group.MANAGEMENT, ReportedState.ACTIVE, 5, null, null, "ada")),
                        List.of(new MdsReport("mds-1", true, 6), new MdsReport("mds-2.example", false, 0)),
                        false,
                        2));
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
                "data inactive 7\nmds m1 registered 1\nmds m1 absent 1",
            })
    void halfAStatusIsNone(String output) {
        assertThat(StatusText.read(output)).isEmpty();
    }
}
