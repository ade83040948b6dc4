package dev.switchover.notification.contact.importing;

import dev.switchover.notification.contact.claims.RecipientRules.Breach;

/** A row that cannot be taken, by its line in the file, why, and what to do; never the value, which may be personal. */
public record RefusedRow(int line, String field, String rule, String remedy) {

    static RefusedRow of(int line, Breach breach) {
        return new RefusedRow(line, breach.field(), breach.rule(), breach.remedy());
    }
}
