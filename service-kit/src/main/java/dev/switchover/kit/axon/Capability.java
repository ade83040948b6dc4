package dev.switchover.kit.axon;

import dev.switchover.eventstore.EventNames;

/** What one capability brings: the events it stores and everything that runs. A CDI bean; all of them are collected. */
public interface Capability {

    EventNames events();

    void register(Parts parts);
}
