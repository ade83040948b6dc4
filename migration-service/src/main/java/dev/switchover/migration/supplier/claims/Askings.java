package dev.switchover.migration.supplier.claims;

import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkRef;
import java.util.Optional;

/**
 * Which migration under way has asked a supplier to admit addresses. Asked where suppliers are decided about, answered where
 * they are asked: so that that may depend on this and not the other way round.
 */
public interface Askings {

    /** One whose answer is still awaited. */
    Optional<String> awaiting(SupplierId supplier);

    /** One that counts on what was asked for a trunk, answered or not. */
    Optional<String> countingOn(TrunkRef trunk);
}
