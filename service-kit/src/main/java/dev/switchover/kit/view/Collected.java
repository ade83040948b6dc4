package dev.switchover.kit.view;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * What the events of one unit of work change, written in one go when it prepares its commit: a thousand events become
 * one statement. For event handlers of claims and views.
 */
public final class Collected<T> {

    private final String key = Collected.class.getName() + UUID.randomUUID();
    private final Consumer<List<T>> write;

    public Collected(Consumer<List<T>> write) {
        this.write = write;
    }

    /** Only inside the handling of an event. */
    public void add(T change) {
        var unit = CurrentUnitOfWork.get();
        List<T> changes = unit.getOrComputeResource(key, unseen -> {
            var fresh = new ArrayList<T>();
            unit.onPrepareCommit(preparing -> write.accept(fresh));
            return fresh;
        });
        changes.add(change);
    }
}
