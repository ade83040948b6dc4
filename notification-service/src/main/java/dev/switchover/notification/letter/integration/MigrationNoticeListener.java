package dev.switchover.notification.letter.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.kafka.NoticeHead;
import dev.switchover.kit.kafka.NoticeListener;
import jakarta.inject.Singleton;

/** Turns what migration-service says into mails, and takes back those that it makes pointless. */
@Singleton
public class MigrationNoticeListener implements NoticeListener<MigrationNotice> {

    private final Commands commands;

    MigrationNoticeListener(Commands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "migration-mails";
    }

    @Override
    public String topic() {
        return MigrationNotice.TOPIC;
    }

    @Override
    public Class<MigrationNotice> notices() {
        return MigrationNotice.class;
    }

    @Override
    public void on(MigrationNotice notice, NoticeHead head) {
        ObsoleteLetters.of(notice).ifPresent(commands::send);
        MigrationLetters.of(notice).ifPresent(it -> commands.send(it.announce(head.id(), notice.key())));
    }
}
