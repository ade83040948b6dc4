package dev.switchover.notification.letter.claims;

import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.mail.Letter;
import org.jdbi.v3.json.Json;

/** A mail that is made and not yet taken by a mail server. */
public record OnItsWay(NotificationId notificationId, @Json Letter letter) {}
