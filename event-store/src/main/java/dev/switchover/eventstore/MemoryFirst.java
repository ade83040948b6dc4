package dev.switchover.eventstore;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Work that may decide on remembered aggregates before they are known to be up to date: what it appends is stored only behind
 * the event that was remembered last, and what it does not append to is looked at before the commit. If that does not hold,
 * or the work refused to go on, it is done once more on what is stored, and only then believed.
 *
 * <p>For whoever begins the unit of work and its transaction, since both must be undone between the two.
 */
public final class MemoryFirst {

    private static final ThreadLocal<@Nullable MemoryFirst> CURRENT = new ThreadLocal<>();

    private boolean used;

    private MemoryFirst() {}

    /**
     * Runs a whole unit of work, which leaves nothing behind when it throws.
     *
     * @param doubtful which failures another look at the store could turn; a database that is away is none
     */
    public static <T> T run(Supplier<T> work, Predicate<RuntimeException> doubtful) {
        var attempt = new MemoryFirst();
        CURRENT.set(attempt);
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (!attempt.used || !doubtful.test(e)) {
                throw e;
            }
        } finally {
            CURRENT.remove();
        }
        return work.get();
    }

    /** Whether the current unit of work may use memory before asking. Not an inner one: whoever called may swallow its refusal. */
    static boolean mayUse() {
        var attempt = CURRENT.get();
        if (attempt == null || CurrentUnitOfWork.get().parent().isPresent()) {
            return false;
        }
        attempt.used = true;
        return true;
    }
}
