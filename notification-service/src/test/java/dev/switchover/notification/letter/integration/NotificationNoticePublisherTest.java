package dev.switchover.notification.letter.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.contracts.notification.v1.NotificationNotice;
import dev.switchover.notification.letter.domain.NotificationEvent;
import dev.switchover.notification.letter.domain.NotificationEvent.DeliveryStarted;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationAccepted;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationDeferred;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationHeld;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationRefused;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationRequested;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationUnknown;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.letter.domain.Occasion;
import dev.switchover.notification.letter.domain.Seal;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NotificationNoticePublisherTest {

    private static final NotificationId ID = new NotificationId("n");
    private static final Occasion WHY = new Occasion("p", "customer/a", "e", "NewAddress", 1);
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final String KEY = "notification/n";

    static Stream<Arguments> told() {
        return Stream.of(
                Arguments.of(
                        new NotificationAccepted(ID, WHY, "<n@x>", 2),
                        new NotificationNotice.NotificationAccepted(
                                KEY, AT, "p", "customer/a", "NewAddress", "<n@x>", 2)),
                Arguments.of(
                        new NotificationDeferred(ID, WHY, "<n@x>", 1, 451, AT),
                        new NotificationNotice.NotificationDeferred(
                                KEY, AT, "p", "customer/a", "NewAddress", "<n@x>", 1, 451, AT)),
                Arguments.of(
                        new NotificationRefused(ID, WHY, "<n@x>", 1, 550),
                        new NotificationNotice.NotificationRefused(
                                KEY, AT, "p", "customer/a", "NewAddress", "<n@x>", 1, 550)),
                Arguments.of(
                        new NotificationUnknown(ID, WHY, "<n@x>", 1, AT),
                        new NotificationNotice.NotificationUnknown(
                                KEY, AT, "p", "customer/a", "NewAddress", "<n@x>", 1)),
                Arguments.of(
                        new NotificationHeld(ID, WHY),
                        new NotificationNotice.NotificationNoContact(KEY, AT, "p", "customer/a", "NewAddress")));
    }

    @ParameterizedTest
    @MethodSource("told")
    void othersAreTold(NotificationEvent event, NotificationNotice notice) {
        assertThat(NotificationNoticePublisher.notice(event, AT)).contains(notice);
    }

    @Test
    void theRestStaysInside() {
        var requested = new NotificationRequested(ID, WHY, new Seal("en", "<n@x>", "5ha"));

        assertThat(NotificationNoticePublisher.notice(requested, AT)).isEmpty();
        assertThat(NotificationNoticePublisher.notice(new DeliveryStarted(ID, 1), AT))
                .isEmpty();
    }
}
