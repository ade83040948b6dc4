package dev.switchover.notification.letter.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.letter.domain.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of views.notification, and the JSON of it. {@code reply} is the last SMTP code. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationStatus(
        NotificationId notificationId,
        String party,
        String about,
        String noticeId,
        String template,
        int templateVersion,
        @Nullable String language,
        @Nullable String messageId,
        @Nullable String sha256,
        Standing state,
        int attempts,
        @Nullable Integer reply,
        @Nullable Instant nextAttemptAt,
        @Nullable String detail,
        Instant requestedAt,
        Instant changedAt,
        long version) {}
