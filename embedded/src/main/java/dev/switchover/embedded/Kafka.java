package dev.switchover.embedded;

/** Where a running Kafka listens. */
public record Kafka(String bootstrapServers) {}
