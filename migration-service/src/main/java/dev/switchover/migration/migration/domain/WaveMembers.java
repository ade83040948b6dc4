package dev.switchover.migration.migration.domain;

/** The members a selection came to: how many, how many of them by domain name, and the SHA-256 of their sorted ids. */
public record WaveMembers(int count, int byDomain, String hash) {}
