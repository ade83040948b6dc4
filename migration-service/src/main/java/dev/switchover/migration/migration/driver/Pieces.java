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

    /** What is to be done with whom. {@code next} finds the customers after the given one; nobody ends the work. */
    record Work(BooleanSupplier wanted, Function<String, List<String>> next, Consumer<String> one, Refused refused) {}

    /** Told of each customer, with the refusal or without one. */
    interface Refused {
        void note(String customer, @Nullable Rejection refusal);
    }

    private enum End {
        DONE,
        NOT_WANTED
    }

    private record Piece(String last, @Nullable End end) {}

    /** False if it was not wanted any more before all was done. What {@code wanted} locks stays so for the piece. */
    boolean work(Work work) {
        var piece = new Piece("", null);
        while (piece.end() == null) {
            var after = piece.last();
            piece = commands.together(() -> piece(after, work));
        }
        return piece.end() == End.DONE;
    }

    private static Piece piece(String after, Work work) {
        if (!work.wanted().getAsBoolean()) {
            return new Piece(after, End.NOT_WANTED);
        }
        var customers = work.next().apply(after);
        customers.forEach(customer -> attempt(customer, work));
        return customers.isEmpty() ? new Piece(after, End.DONE) : new Piece(customers.getLast(), null);
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
