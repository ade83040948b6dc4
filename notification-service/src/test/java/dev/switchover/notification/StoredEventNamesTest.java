package dev.switchover.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.switchover.eventstore.EventNames;
import dev.switchover.eventstore.NamedEventSerializer;
import dev.switchover.notification.contact.domain.ContactEvent;
import dev.switchover.notification.contact.domain.ContactEvent.ContactChanged;
import dev.switchover.notification.contact.domain.ContactEvent.ContactErased;
import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.letter.domain.NotificationEvent;
import dev.switchover.notification.letter.domain.NotificationEvent.DeliveryStarted;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationAccepted;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationAcknowledged;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationBounced;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationCancelled;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationDeclined;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationDeferred;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationHeld;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationRefused;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationReleased;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationRequested;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationRetried;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationUnknown;
import dev.switchover.notification.letter.domain.NotificationEvent.NotificationWithdrawn;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.letter.domain.Occasion;
import dev.switchover.notification.letter.domain.Seal;
import java.time.Instant;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The names and the JSON that lie in databases already: they may be added to, never changed. */
class StoredEventNamesTest {

    private static final NotificationId ID = new NotificationId("n");
    private static final Occasion WHY = new Occasion("p", "customer/a", "e", "NewAddress", 1);
    private static final Seal SEAL = new Seal("en", "<n@x>", "5ha");
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final String OCCASION =
            "'occasion':{'party':'p','about':'customer/a','noticeId':'e','template':'NewAddress','templateVersion':1}";
    private static final String SEALED = "'seal':{'language':'en','messageId':'<n@x>','sha256':'5ha'}";

    private final NamedEventSerializer serializer = NamedEventSerializer.create(
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS),
            EventNames.of(NotificationEvent.class, ContactEvent.class));

    static Stream<Arguments> events() {
        var message = OCCASION + ",'messageId':'<n@x>','attempt':1";
        return Stream.of(
                stored("notification.requested", new NotificationRequested(ID, WHY, SEAL), OCCASION + "," + SEALED),
                stored("notification.held", new NotificationHeld(ID, WHY), OCCASION),
                stored("notification.released", new NotificationReleased(ID, WHY, SEAL), OCCASION + "," + SEALED),
                stored("notification.delivery-started", new DeliveryStarted(ID, 1), "'attempt':1"),
                stored("notification.accepted", new NotificationAccepted(ID, WHY, "<n@x>", 1), message),
                stored(
                        "notification.deferred",
                        new NotificationDeferred(ID, WHY, "<n@x>", 1, 451, AT),
                        message + ",'reply':451,'nextAttemptAt':'2026-03-02T08:00:00Z'"),
                stored(
                        "notification.refused",
                        new NotificationRefused(ID, WHY, "<n@x>", 1, 550),
                        message + ",'reply':550"),
                stored(
                        "notification.unknown",
                        new NotificationUnknown(ID, WHY, "<n@x>", 1, AT),
                        message + ",'nextAttemptAt':'2026-03-02T08:00:00Z'"),
                stored("notification.retried", new NotificationRetried(ID, 2), "'attempt':2"),
                stored(
                        "notification.cancelled",
                        new NotificationCancelled(ID, "why", true),
                        "'reason':'why','held':true"),
                stored("notification.withdrawn", new NotificationWithdrawn(ID, "why"), "'reason':'why'"),
                stored("notification.bounced", new NotificationBounced(ID, "5.1.1"), "'status':'5.1.1'"),
                Arguments.of(
                        "notification.acknowledged",
                        new NotificationAcknowledged(ID),
                        "{'notificationId':'n'}".replace('\'', '"')),
                Arguments.of(
                        "notification.declined",
                        new NotificationDeclined(ID),
                        "{'notificationId':'n'}".replace('\'', '"')),
                Arguments.of(
                        "contact.changed",
                        new ContactChanged(new Party("p"), 2, 1, "5ha"),
                        "{'party':'p','version':2,'recipients':1,'sha256':'5ha'}".replace('\'', '"')),
                Arguments.of(
                        "contact.erased",
                        new ContactErased(new Party("p"), 3),
                        "{'party':'p','version':3}".replace('\'', '"')));
    }

    private static Arguments stored(String name, NotificationEvent event, String rest) {
        return Arguments.of(name, event, ("{'notificationId':'n'," + rest + "}").replace('\'', '"'));
    }

    @ParameterizedTest
    @MethodSource("events")
    void isWrittenAndReadAsItAlwaysWas(String name, Object event, String json) {
        var written = serializer.serialize(event, String.class);

        assertThat(written.getType().getName()).isEqualTo(name);
        assertThat(written.getData()).isEqualTo(json);
        Object read = serializer.deserialize(new SimpleSerializedObject<>(json, String.class, name, null));
        assertThat(read).isEqualTo(event);
    }

    @Test
    void noEventIsForgottenHere() {
        var all = Stream.of(NotificationEvent.class, ContactEvent.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .map(Class::getName)
                .toList();

        assertThat(events().map(it -> it.get()[1].getClass().getName())).containsExactlyInAnyOrderElementsOf(all);
    }
}
