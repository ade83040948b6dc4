package dev.switchover.notification.letter.claims;

import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.mail.Letter;
import org.jdbi.v3.json.Json;

/** A row of mail.held. */
public record Held(
        NotificationId notificationId,
        String about,
        String noticeId,
        @Json Letter letter) {}
