package dev.switchover.migration.migration.driver;

/** The wave a driver works through, and what was said about it. */
public record WaveWork(String migration, String wave, String said) {}
