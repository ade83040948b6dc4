package dev.switchover.migration.customer.claims;

import dev.switchover.migration.customer.domain.CustomerId;
import java.util.Optional;

/**
 * Which wave counts on how a customer is reached. Asked where customers are decided about, answered where waves are: so that
 * those may depend on these and not the other way round.
 */
public interface OpenWaves {

    /** The wave that will yet tell him to move. Until the transaction ends nobody plans a wave in the cluster, or starts one of his. */
    Optional<String> holdWaveOf(String cluster, CustomerId customer);
}
