package dev.switchover.notification.letter.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.CustomerMovedBack;
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
        boolean untold =
                ObsoleteLetters.of(notice).map(it -> commands.<Boolean>send(it)).orElse(false);
        if (untold && isCalledOff(notice)) {
            return; // who never heard of the move need not hear that it does not take place
        }
        MigrationLetters.of(notice).ifPresent(it -> commands.send(it.announce(head.id(), notice.key())));
    }

    private static boolean isCalledOff(MigrationNotice notice) {
        return notice instanceof CustomerMovedBack back && back.notMovedBy() != null;
    }
}
