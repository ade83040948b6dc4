package dev.switchover.kit.axon;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.axonframework.modelling.command.Repository;

/** Aggregates for command handlers outside them: load, then let the aggregate decide. */
@Singleton
public class Aggregates {

    private final Instance<AxonRuntime> axon; // late: handlers are part of what the runtime is built from

    Aggregates(Instance<AxonRuntime> axon) {
        this.axon = axon;
    }

    /** Only inside the handling of a command. */
    public <A> Repository<A> of(Class<A> type) {
        return axon.get().repository(type);
    }
}
