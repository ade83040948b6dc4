package dev.switchover.migration.supplier.domain;

/** A trunk as seen from outside its supplier. */
public record TrunkRef(SupplierId supplier, TrunkId trunk) {

    /** The way off a node that is gone: nothing is released there. */
    public String offRemovedNode() {
        return "If the node it is on was removed: PUT /suppliers/%s/trunks/%s/nodes."
                .formatted(supplier.value(), trunk);
    }

    @Override
    public String toString() {
        return supplier.value() + "/" + trunk.value();
    }
}
