package dev.switchover.notification.letter.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** One mail to one recipient. The same notice, party and place in the party's list of recipients give the same id. */
public record NotificationId(@JsonValue String value) {

    @JsonCreator
    public NotificationId {}

    public static NotificationId of(String noticeId, String party, int place) {
        var name = String.join("\n", noticeId, party, Integer.toString(place));
        return new NotificationId(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    /** Axon keys the event stream by this. */
    @Override
    public String toString() {
        return "notification/" + value;
    }
}
