package dev.switchover.migration.supplier.domain;

/** An event of one trunk. */
public interface ConcernsTrunk {

    SupplierId supplierId();

    TrunkId trunk();

    default TrunkRef ref() {
        return new TrunkRef(supplierId(), trunk());
    }
}
