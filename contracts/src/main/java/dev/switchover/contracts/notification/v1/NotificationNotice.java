package dev.switchover.contracts.notification.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What notification-service tells the others. Topic {@value #TOPIC}. Parties are named by their ids: no notice holds an
 * address or a text.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonSubTypes({
    @JsonSubTypes.Type(
            value = NotificationNotice.NotificationAccepted.class,
            name = "switchover.notification.notification-accepted.v1"),
    @JsonSubTypes.Type(
            value = NotificationNotice.NotificationDeferred.class,
            name = "switchover.notification.notification-deferred.v1"),
    @JsonSubTypes.Type(
            value = NotificationNotice.NotificationRefused.class,
            name = "switchover.notification.notification-refused.v1"),
    @JsonSubTypes.Type(
            value = NotificationNotice.NotificationUnknown.class,
            name = "switchover.notification.notification-unknown.v1"),
    @JsonSubTypes.Type(
            value = NotificationNotice.NotificationNoContact.class,
            name = "switchover.notification.notification-no-contact.v1"),
})
public sealed interface NotificationNotice {

    String TOPIC = "switchover.notification.v1";

    /** The notification, with its type: {@code notification/…}. The key on Kafka. */
    String key();

    Instant at();

    String party();

    /** The key of the notice that caused it: {@code authorisation/…}. */
    String about();

    /** The mail server of the recipient took the mail. */
    record NotificationAccepted(
            String key, Instant at, String party, String about, String template, String messageId, int attempt)
            implements NotificationNotice {}

    /** It will be tried again. {@code reply} is the SMTP code, 0 if there was none. */
    record NotificationDeferred(
            String key,
            Instant at,
            String party,
            String about,
            String template,
            String messageId,
            int attempt,
            int reply,
            @Nullable Instant nextAttemptAt)
            implements NotificationNotice {}

    /** It will not be tried again unless an operator says so. */
    record NotificationRefused(
            String key,
            Instant at,
            String party,
            String about,
            String template,
            String messageId,
            int attempt,
            int reply)
            implements NotificationNotice {}

    /** The connection was lost when the mail was out and the answer was not in. */
    record NotificationUnknown(
            String key, Instant at, String party, String about, String template, String messageId, int attempt)
            implements NotificationNotice {}

    /** Nobody is known to write to; it waits for the party's contact. */
    record NotificationNoContact(String key, Instant at, String party, String about, String template)
            implements NotificationNotice {}
}
