package dev.switchover.migration.migration.domain;

import java.util.List;

/** What people have put ready for a migration and an abort does not take back. */
public enum LeftByAbort {
    TARGET("the target is still in the cluster and replicates"),
    ADMISSIONS("suppliers still admit the target's address"),
    REGISTRATIONS("registrations and routes stay where they are: a registration on one node at a time goes back with"
            + " POST …/registrations/{s}/{t}/move-back, any other with PUT /suppliers/{s}/trunks/{t}/nodes"),
    NAMES("DNS zones and lowered TTLs are as they are");

    private final String text;

    LeftByAbort(String text) {
        this.text = text;
    }

    /** Whether an abort has restored all there was: everybody is back, and nothing is left to people. */
    public static boolean isNothing(int notPutBack, List<String> left) {
        return notPutBack == 0 && left.isEmpty();
    }

    public String text() {
        return text;
    }
}
