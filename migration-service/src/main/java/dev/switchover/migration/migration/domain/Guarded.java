package dev.switchover.migration.migration.domain;

/** A command that gates stand before. */
public enum Guarded {
    /** Starting a wave whose members are all told the new address. */
    WAVE("start-wave"),
    /** Starting a wave with members who follow a domain name. */
    DNS_WAVE("start-wave with members reached by domain name"),
    REMOVAL("remove-source"),
    DECOMMISSION("decommission");

    private final String command;

    Guarded(String command) {
        this.command = command;
    }

    public String command() {
        return command;
    }
}
