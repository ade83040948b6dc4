package dev.switchover.kit.view;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * The changes of one batch of events, folded to one per key and written at its end by one statement. Folded, because an
 * upsert cannot touch a row twice; sorted, so that segments working side by side do not lock each other out.
 */
public final class Changes<K extends Comparable<K>, C> {

    private final String name = Changes.class.getName() + UUID.randomUUID();
    private final BinaryOperator<C> fold;
    private final Consumer<SortedMap<K, C>> write;

    /** {@code fold} makes one change of an earlier and a later; {@code write} is called once per batch. */
    public Changes(BinaryOperator<C> fold, Consumer<SortedMap<K, C>> write) {
        this.fold = fold;
        this.write = write;
    }

    public void add(K key, C change) {
        ofThisBatch().merge(key, change, fold);
    }

    private Map<K, C> ofThisBatch() {
        var batch = CurrentUnitOfWork.get().root();
        return batch.getOrComputeResource(name, key -> {
            SortedMap<K, C> changes = new TreeMap<>();
            batch.onPrepareCommit(unit -> write.accept(changes));
            return changes;
        });
    }
}
