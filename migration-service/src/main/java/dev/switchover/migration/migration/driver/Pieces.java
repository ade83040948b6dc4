package dev.switchover.migration.migration.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import jakarta.inject.Singleton;
import java.util.List;
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

    /** {@code next} finds the customers after the given one and may lock what must stay; empty ends the work. */
    void work(Function<String, List<String>> next, Consumer<String> one, Refused refused) {
        var after = "";
        while (after != null) {
            after = piece(after, next, one, refused);
        }
    }

    /** Told of each customer, with the refusal or without one. */
    interface Refused {
        void note(String customer, @Nullable Rejection refusal);
    }

    private @Nullable String piece(
            String after, Function<String, List<String>> next, Consumer<String> one, Refused refused) {
        return commands.<@Nullable String>together(() -> {
            var customers = next.apply(after);
            customers.forEach(customer -> attempt(customer, one, refused));
            return customers.isEmpty() ? null : customers.getLast();
        });
    }

    private static void attempt(String customer, Consumer<String> one, Refused refused) {
        try {
            one.accept(customer);
            refused.note(customer, null);
        } catch (Rejection refusal) {
            refused.note(customer, refusal);
        }
    }
}
