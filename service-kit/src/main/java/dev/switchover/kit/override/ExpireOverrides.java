package dev.switchover.kit.override;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.kit.override.OverrideCommand.ExpireOverride;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Says, when nobody has approved an override in time, that it is over. */
@Singleton
class ExpireOverrides implements Deed<ExpireOverrides.Waiting> {

    static final String NAME = "expire-override";

    /** The override that waits. */
    record Waiting(String override) {}

    private final Commands commands;
    private final Clock clock;

    ExpireOverrides(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Waiting> details() {
        return Waiting.class;
    }

    @Override
    public void carryOut(Waiting waiting, int attempt) {
        commands.send(new ExpireOverride(new OverrideId(waiting.override()), clock.instant()));
    }
}
