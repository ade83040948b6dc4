package dev.switchover.contracts.notification.v1;

import dev.switchover.contracts.GoldenFiles;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire format is what the golden files say, in both directions. */
class NotificationNoticeGoldenTest {

    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final String KEY = "notification/0f8fad5b-d9cb-569f-a165-70867728950e";
    private static final String ABOUT = "authorisation/to-b-carrier-one-main";
    private static final String PARTY = "carrier-one";
    private static final String TEMPLATE = "admit-address";
    private static final String MESSAGE = "<0f8fad5b-d9cb-569f-a165-70867728950e@switchover.example>";

    private final GoldenFiles golden = new GoldenFiles("notification", NotificationNotice.class);

    static Stream<NotificationNotice> notices() {
        return Stream.of(
                new NotificationNotice.NotificationAccepted(KEY, AT, PARTY, ABOUT, TEMPLATE, MESSAGE, 1),
                new NotificationNotice.NotificationDeferred(
                        KEY, AT, PARTY, ABOUT, TEMPLATE, MESSAGE, 1, 451, Instant.parse("2026-03-02T08:01:00Z")),
                new NotificationNotice.NotificationRefused(KEY, AT, PARTY, ABOUT, TEMPLATE, MESSAGE, 2, 550),
                new NotificationNotice.NotificationUnknown(KEY, AT, PARTY, ABOUT, TEMPLATE, MESSAGE, 1),
                new NotificationNotice.NotificationNoContact(KEY, AT, PARTY, ABOUT, TEMPLATE));
    }

    @ParameterizedTest
    @MethodSource("notices")
    void isWhatTheGoldenFileSays(NotificationNotice notice) {
        golden.hold(notice);
    }

    @Test
    void everyNoticeHasAGoldenFile() {
        golden.coverEveryNotice(notices());
    }
}
