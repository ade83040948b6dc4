package dev.switchover.kit.processor;

import org.jspecify.annotations.Nullable;

/** How far one segment of a processor has come, by its stored token. */
public record SegmentPosition(
        String processor,
        int segment,
        long position,
        @Nullable String owner) {}
