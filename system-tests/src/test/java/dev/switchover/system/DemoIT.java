package dev.switchover.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.local.suite.Memory;
import dev.switchover.local.suite.Services;
import dev.switchover.local.suite.SuiteRecord;
import dev.switchover.local.suite.SuiteRecord.State;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Document 1 from end to end, through everything that takes part in it. */
class DemoIT {

    private static final int EXPECTATIONS = 35;

    @Test
    void everyExpectationHolds() {
        var play = Play.undisturbed();

        assertThat(play.broken()).isEmpty();
        assertThat(play.held()).isTrue();
        assertThat(play.report().path("expectations")).hasSizeGreaterThanOrEqualTo(EXPECTATIONS);
    }

    @Test
    void theReportSaysWhatWasSeen() {
        var report = Play.undisturbed().report();

        assertThat(report.path("passed").isBoolean()).isTrue();
        assertThat(report.path("passed").asBoolean()).isTrue();
        assertThat(report.path("expectations")).isNotEmpty().allSatisfy(one -> {
            assertThat(one.path("name").asText()).isNotBlank();
            assertThat(one.path("held").isBoolean()).isTrue();
            assertThat(one.path("detail").isTextual()).isTrue();
        });
        assertThat(report.path("steps")).isNotEmpty().allSatisfy(step -> {
            assertThat(step.path("name").asText()).isNotBlank();
            assertThat(step.path("seconds").isNumber()).isTrue();
            assertThat(step.path("outcome").asText()).isEqualTo("as expected");
        });
        assertThat(report.path("mails").properties())
                .extracting(kind -> kind.getKey())
                .contains("supplier", "customer", "operators");
        assertThat(report.path("mails").path("customer").properties())
                .extracting(language -> language.getKey())
                .containsExactlyInAnyOrder("en", "ru", "fr");
    }

    @Test
    void everyNoticeIsThereAndEveryMailCameOnce() {
        var play = Play.undisturbed();

        Notices.read().assertNothingIsMissing();
        Post.of(play).assertSaidOnce();
        Post.of(play).assertNoCopies();
    }

    @Test
    void thePagesThatTheReadmeNamesAreThere() throws Exception {
        Play.undisturbed();
        try (var browser = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NORMAL)
                .build()) {
            for (var service : List.of("migration", "resilience", "notification")) {
                var page = URI.create(Running.suite().record().address(service) + "/q/swagger-ui");
                var answer = browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).as("%s", page).isEqualTo(200);
                assertThat(answer.body()).contains("swagger-ui");
            }
        }
    }

    @Test
    void theSuiteTellsHowFastItStartedAndWhatItTakes() {
        Play.undisturbed();
        var record = Running.suite().record();
        var memory = Memory.mebibytes(ProcessHandle.current());

        System.out.printf(
                "started in %d ms; %s of the suite and this test %d MiB%n",
                record.startUpMillis(), Memory.measure(), memory);
        assertThat(record.allStarted()).isTrue();
        assertThat(record.startUpMillis()).isPositive();
        assertThat(memory).isPositive();
        assertThat(record.parts())
                .extracting(SuiteRecord.PartRecord::state)
                .hasSize(Services.NAMES.size() + 3)
                .containsOnly(State.RUNNING);
        assertThat(SuiteRecord.running(Running.suite().home())).isPresent();
    }
}
