package dev.switchover.migration.customer.domain;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerCorrected;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerDrained;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveAnnounced;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveCalledOff;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoved;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMovedBack;

/** Where a customer stands: no more than his next decision needs to know. */
@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
sealed interface CustomerState {

    record Unknown() implements CustomerState {}

    /** Served by a node, no move under way. */
    record Assigned(String node) implements CustomerState {}

    record Announced(CustomerMoveAnnounced move) implements CustomerState {}

    record Moved(CustomerMoveAnnounced told, CustomerMoved move, boolean drained) implements CustomerState {}

    /** An exhaustive look at every event: a new one does not compile until it is remembered here. */
    static CustomerState after(CustomerState before, CustomerEvent event) {
        return switch (event) {
            case CustomerAdded added -> new Assigned(added.node());
            case CustomerCorrected corrected -> before;
            case CustomerMoveAnnounced announced -> new Announced(announced);
            case CustomerMoveCalledOff calledOff -> new Assigned(calledOff.node());
            case CustomerMoved moved when before instanceof Announced(var told) -> new Moved(told, moved, false);
            case CustomerMoved moved -> before;
            case CustomerDrained drained
            when before instanceof Moved(var told, var move, var known) -> new Moved(told, move, true);
            case CustomerDrained drained -> before;
            case CustomerMovedBack back -> new Assigned(back.to());
        };
    }
}
