package dev.switchover.resilience.node.driver;

import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.ActionReport;

/** One way to touch a node. A bean per kind of {@link Access}. */
public interface NodeDriver<A extends Access> {

    Class<A> access();

    /**
     * Asks the node and waits for its answer, at most as long as the order's limit. What node and network did is in the
     * report; an exception is our own fault, such as a key that cannot be read.
     */
    ActionReport carryOut(A access, ActionOrder order);
}
