package dev.switchover.migration.authorisation.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.kit.deed.Deeds;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RemindIfSilent;
import dev.switchover.migration.authorisation.domain.AuthorisationId;
import dev.switchover.migration.cluster.claims.MigrationPlan;
import dev.switchover.migration.cluster.claims.MigrationPlans;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Sends one reminder and plans the next, until the supplier answers, the migration ends or enough were sent. */
@Singleton
public class RemindSilentSupplier implements Deed<RemindSilentSupplier.Reminder> {

    public static final String NAME = "remind-silent-supplier";

    /** The reminder of that number, of the request with that date. */
    public record Reminder(String authorisation, Instant neededBy, int number) {

        /** Names the deed. */
        public String id() {
            return authorisation + "/" + neededBy + "/" + number;
        }

        Reminder next() {
            return new Reminder(authorisation, neededBy, number + 1);
        }
    }

    private final Commands commands;
    private final MigrationPlans migrations;
    private final Deeds deeds;
    private final RemindersConfig config;
    private final Clock clock;

    RemindSilentSupplier(
            Commands commands, MigrationPlans migrations, Deeds deeds, RemindersConfig config, Clock clock) {
        this.commands = commands;
        this.migrations = migrations;
        this.deeds = deeds;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Reminder> details() {
        return Reminder.class;
    }

    @Override
    public void carryOut(Reminder reminder, int attempt) {
        var id = new AuthorisationId(reminder.authorisation());
        if (reminder.number() > config.most() || !open(id)) {
            return;
        }
        boolean silent = commands.send(new RemindIfSilent(id, reminder.neededBy(), reminder.number()));
        if (silent && reminder.number() < config.most()) {
            var next = reminder.next();
            deeds.schedule(NAME, next.id(), clock.instant().plus(config.spacing()), next);
        }
    }

    private boolean open(AuthorisationId id) {
        return migrations.find(id.migration()).filter(MigrationPlan::open).isPresent();
    }
}
