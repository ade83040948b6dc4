package dev.switchover.resilience.roles.domain;

import java.util.List;
import java.util.Optional;

/** One group of a deployment: its epoch, and what its nodes are to it. */
record Standing(long epoch, List<Holding> holdings, Confirmed confirmed) {

    Standing {
        holdings = List.copyOf(holdings);
    }

    /** A later look that shows an older epoch came from a database that has forgotten; it confirms nothing. */
    Standing after(Standing earlier) {
        return earlier.epoch > epoch ? earlier : this;
    }

    /** Nobody holds it any longer; the epoch is remembered. */
    Standing gone(Confirmed since) {
        return new Standing(epoch, List.of(), since);
    }

    Optional<Holding> of(String node) {
        return holdings.stream().filter(holding -> holding.node().equals(node)).findFirst();
    }

    Optional<Holding> owner() {
        return holdings.stream().filter(holding -> holding.role() == Role.OWNER).findFirst();
    }
}
