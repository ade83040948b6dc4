package dev.switchover.eventstore;

/** The schema in which the tables of one event store lie; there may be several stores in one database. */
public record StoreSchema(String name) {

    public static final StoreSchema EVENTS = new StoreSchema("events");

    public StoreSchema {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("Not a plain schema name: " + name);
        }
    }

    /** The statement with this schema wherever it says {@code events.}. */
    String in(String statement) {
        return statement.replace("events.", name + ".");
    }

    /** What sequencers of this store lock, so that one of them at a time gives out positions. */
    String lock() {
        return "switchover.sequencer." + name;
    }
}
