package dev.switchover.migration.migration.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Works through any number of customers, a transaction for each piece. It begins anew after a crash; what is done is not
 * found again. A customer who refuses does not hold up the others.
 */
@Singleton
class Pieces {

    static final int SIZE = 200;

    private final Commands commands;

    Pieces(Commands commands) {
        this.commands = commands;
    }

    /**
     * What is to be done with whom. {@code next} finds the customers after the given one; nobody ends the work.
     * {@code wanted} is asked before each piece, and {@code stillWanted}, which holds what it has seen, when it is done.
     */
    record Work(
            BooleanSupplier wanted,
            BooleanSupplier stillWanted,
            Function<String, List<String>> next,
            Consumer<String> one,
            Refused refused) {}

    /** Told of each customer, with the refusal or without one. */
    interface Refused {
        void note(String customer, @Nullable Rejection refusal);
    }

    /** Takes the piece back. */
    private static final class NotWanted extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** False if it was not wanted any more before all was done: then the last piece is as if it had not begun. */
    boolean work(Work work) {
        try {
            var piece = List.of("");
            while (!piece.isEmpty()) {
                var after = piece.getLast();
                piece = commands.together(() -> piece(after, work));
            }
            return true;
        } catch (NotWanted end) {
            return false;
        }
    }

    private static List<String> piece(String after, Work work) {
        demand(work.wanted());
        var customers = work.next().apply(after);
        customers.forEach(customer -> attempt(customer, work));
        demand(work.stillWanted());
        return customers;
    }

    private static void demand(BooleanSupplier wanted) {
        if (!wanted.getAsBoolean()) {
            throw new NotWanted();
        }
    }

    private static void attempt(String customer, Work work) {
        try {
            work.one().accept(customer);
            work.refused().note(customer, null);
        } catch (Rejection refusal) {
            work.refused().note(customer, refusal);
        }
    }
}
