package dev.switchover.resilience.measuring.domain;

import java.time.Duration;

/**
 * How one thing was felt from outside during a switchover.
 *
 * @param probes how often it was asked
 * @param lost how often no node served
 * @param gap the longest time from the last good answer to the next
 * @param overlap how long two nodes served at once
 * @param unknown how long nobody looked, the time before the first and after the last look included
 */
public record Figures(String thing, int probes, int lost, Duration gap, Duration overlap, Duration unknown) {}
