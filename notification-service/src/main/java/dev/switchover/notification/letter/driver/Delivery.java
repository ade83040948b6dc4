package dev.switchover.notification.letter.driver;

import dev.switchover.notification.letter.domain.NotificationId;

/** One attempt to deliver one mail. Attempts count from 1. */
public record Delivery(NotificationId notificationId, int attempt) {}
