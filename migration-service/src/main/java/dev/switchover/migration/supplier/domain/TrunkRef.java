package dev.switchover.migration.supplier.domain;

/** A trunk as seen from outside its supplier. */
public record TrunkRef(SupplierId supplier, TrunkId trunk) {

    @Override
    public String toString() {
        return supplier.value() + "/" + trunk.value();
    }
}
