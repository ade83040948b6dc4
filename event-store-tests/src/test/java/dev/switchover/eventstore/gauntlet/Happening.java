package dev.switchover.eventstore.gauntlet;

import dev.switchover.eventstore.StoredAs;

/** The only kind of event in the gauntlet. */
sealed interface Happening {

    @StoredAs("gauntlet.written")
    record Written(int writer, int transaction) implements Happening {}
}
