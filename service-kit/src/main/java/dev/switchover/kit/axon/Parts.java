package dev.switchover.kit.axon;

import dev.switchover.kit.view.ViewTables;
import java.util.function.Function;

/**
 * Everything a service runs, named by hand. Handlers name their processor by {@code @ProcessingGroup}; the token is
 * stored under that name, so it never changes.
 */
public interface Parts {

    /** Event sourced; a snapshot every 50 events. */
    <A> Parts aggregate(Class<A> type);

    /** Command handlers outside an aggregate: the room {@code claims}. */
    Parts commands(Object handler);

    /** Runs in the command's transaction, after the aggregate decided; its errors roll the command back. */
    Parts claims(Object handler);

    /**
     * Keeps tables of schema {@code views}. The function is asked once for the live tables and once for each replay, so
     * it makes a new projection from the names it is given; all names are asked for at construction.
     *
     * <p>A projection of one event family is worked on by several segments, ordered per aggregate; one that handles
     * several families is ordered by the log as a whole.
     */
    Parts view(String group, Function<ViewTables, Object> projection);

    /** Event to command or deed row; starts at the first event ever and is never replayed. */
    Parts policy(Object handler);

    /** Event to notice; the token moves after Kafka acknowledged. */
    Parts notices(Object publisher);
}
