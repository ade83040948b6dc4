package dev.switchover.migration.cluster.view;

/** A replication as an operation one can follow. */
public final class ReplicationOperations {

    private ReplicationOperations() {}

    /** Slugs hold no dot, so the parts can be told apart. */
    public static String id(String cluster, String node, int attempt) {
        return "replication." + cluster + "." + node + "." + attempt;
    }
}
