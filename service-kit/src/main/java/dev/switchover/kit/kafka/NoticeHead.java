package dev.switchover.kit.kafka;

import java.time.Instant;

/** The CloudEvents attributes of a notice. {@code sequence} is dense per source, so a gap shows. */
public record NoticeHead(String id, String source, String type, Instant at, long sequence, String key) {}
