package dev.switchover.migration.migration.domain;

/** What became of a wave's members: {@code moved} have, {@code putBack} went back, {@code refused} could not be told. */
public record WaveCount(int moved, int putBack, int refused) {}
