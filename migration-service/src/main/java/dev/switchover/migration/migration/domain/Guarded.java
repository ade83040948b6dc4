package dev.switchover.migration.migration.domain;

import java.util.EnumSet;
import java.util.Set;

/** A command that gates stand before. */
public enum Guarded {
    /** Starting a wave while nobody is on his way: before it everything must be ready for the first customer. */
    FIRST_WAVE("first start-wave"),
    WAVE("start-wave"),
    /** Starting a wave with members who follow a domain name. */
    DNS_WAVE("start-wave with members reached by domain name"),
    /** Telling one who follows a domain name, apart from a wave. */
    DNS_CUSTOMER("announce of a customer reached by domain name"),
    REMOVAL("remove-source"),
    DECOMMISSION("decommission");

    private final String command;

    Guarded(String command) {
        this.command = command;
    }

    public String command() {
        return command;
    }

    /** All that starting a wave is, if no other wave is under way or over, and if some members follow a domain name. */
    public static Set<Guarded> wave(boolean first, boolean byDomain) {
        var guarded = EnumSet.of(WAVE);
        if (first) {
            guarded.add(FIRST_WAVE);
        }
        if (byDomain) {
            guarded.add(DNS_WAVE);
        }
        return guarded;
    }
}
