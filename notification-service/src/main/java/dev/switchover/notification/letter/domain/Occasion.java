package dev.switchover.notification.letter.domain;

/** Why a notification is written: who is told, about which thing, because of which notice, with which template. */
public record Occasion(String party, String about, String noticeId, String template, int templateVersion) {}
