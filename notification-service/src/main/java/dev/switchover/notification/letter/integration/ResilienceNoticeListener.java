package dev.switchover.notification.letter.integration;

import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.kafka.NoticeHead;
import dev.switchover.kit.kafka.NoticeListener;
import jakarta.inject.Singleton;

/** Turns what resilience-service says into mails, and takes back those that it makes pointless. */
@Singleton
public class ResilienceNoticeListener implements NoticeListener<ResilienceNotice> {

    private final Commands commands;

    ResilienceNoticeListener(Commands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "resilience-mails";
    }

    @Override
    public String topic() {
        return ResilienceNotice.TOPIC;
    }

    @Override
    public Class<ResilienceNotice> notices() {
        return ResilienceNotice.class;
    }

    @Override
    public void on(ResilienceNotice notice, NoticeHead head) {
        ObsoleteLetters.of(notice).ifPresent(commands::send);
        ResilienceLetters.of(notice).forEach(it -> commands.send(it.announce(head.id(), notice.key())));
    }
}
