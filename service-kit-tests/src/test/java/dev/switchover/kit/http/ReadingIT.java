package dev.switchover.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.switchover.embedded.Waiting;
import dev.switchover.kit.axon.Processors;
import dev.switchover.kit.axon.StreamingProcessor.Kind;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ReadingIT {

    @Inject
    Processors processors;

    private static Answer get(String path) {
        return Request.as(Tokens.operator()).get(path);
    }

    private static Answer open() {
        return Request.as(Tokens.operator())
                .contentType("application/json")
                .body("{\"label\":\"" + UUID.randomUUID() + "\",\"limit\":10}")
                .post("/counters");
    }

    @Test
    void oneReadsWhatOneHasJustWritten() {
        for (int n = 0; n < 10; n++) {
            var opened = open();
            opened.statusCode(201).header("Switchover-Position", notNullValue());
            get("/counters/" + opened.path("id")).statusCode(200);
        }
    }

    @Test
    void anyGetCanWaitForAPosition() {
        var opened = open();
        var position = opened.header("Switchover-Position");
        get("/counters/" + opened.path("id") + "?after=" + position).statusCode(200);
    }

    @Test
    void aPositionNotYetReachedIsSaidSo() {
        get("/counters?after=999999999")
                .statusCode(503)
                .header("Retry-After", "1")
                .body("type", equalTo("/problems/view-behind"));
        get("/counters?after=12x").statusCode(400).body("errors[0].field", equalTo("after"));
    }

    /** As after a restart, when the views of the process that died are not taken over yet. */
    @Test
    void whatAViewDoesNotShowYetIsNotDenied() {
        var views = processors.streams().stream()
                .filter(stream -> stream.kind() == Kind.VIEW)
                .toList();
        views.forEach(view -> view.processor().shutDown());
        try {
            var id = open().<String>path("id");
            assertThat(Waiting.upTo(Duration.ofSeconds(10))
                            .until(() -> get("/counters/" + id).statusCode() == 503))
                    .isTrue();
            get("/counters/" + id).header("Retry-After", "1").body("type", equalTo("/problems/view-behind"));
            views.forEach(view -> view.processor().start());
            assertThat(Waiting.upTo(Duration.ofSeconds(20))
                            .until(() -> get("/counters/" + id).statusCode() == 200))
                    .isTrue();
        } finally {
            views.forEach(view -> view.processor().start());
        }
        get("/counters/counter-that-never-was").statusCode(404);
    }

    @Test
    void pagesLinkToTheNextUntilTheLast() {
        var opened = List.of(open().<String>path("id"), open().<String>path("id"), open().<String>path("id"));
        var seen = new ArrayList<String>();
        var path = "/counters?limit=2&least=0";
        while (path != null) {
            var page = get(path);
            page.statusCode(200);
            seen.addAll(page.<List<String>>path("counterId"));
            var link = page.header("Link");
            path = link == null ? null : link.replaceAll("<(.*)>; rel=\"next\"", "$1");
            assertThat(path == null || path.contains("least=0")).isTrue();
        }
        assertThat(seen).doesNotHaveDuplicates().containsAll(opened);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=-1", "limit=many", "after=c%25%25", "after=cMQ&after=cMg"})
    void aPageThatCannotBeIsRefused(String query) {
        get("/counters?" + query)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-request"));
    }

    /** It would be the first page, and whoever follows pages would not see that he begins anew. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/counters?after=zzz",
                "/counters?after=",
                "/counters?after=cluster",
                "/counters?after=C",
                "/counters?after=%2B5",
                "/counters?after=12&after=zzz",
                "/counters/counter-x?after=cMQ",
            })
    void whatIsNeitherACursorNorAPositionIsRefused(String path) {
        get(path)
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors.field", contains("after"));
    }
}
