package dev.switchover.migration.authorisation.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkId;
import dev.switchover.migration.supplier.domain.TrunkRef;

/** What one supplier must admit on one trunk for one migration. */
public record AuthorisationId(@JsonValue String value) {

    @JsonCreator
    public AuthorisationId {}

    public static AuthorisationId of(String migration, TrunkRef trunk) {
        return new AuthorisationId(migration + "/" + trunk);
    }

    public String migration() {
        return part(0);
    }

    public TrunkRef trunk() {
        return new TrunkRef(new SupplierId(part(1)), new TrunkId(part(2)));
    }

    private String part(int index) {
        return value.split("/", -1)[index];
    }

    /** Axon keys the event stream by this. */
    @Override
    public String toString() {
        return "authorisation/" + value;
    }
}
