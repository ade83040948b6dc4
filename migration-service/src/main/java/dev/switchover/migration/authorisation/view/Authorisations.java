package dev.switchover.migration.authorisation.view;

import dev.switchover.kit.view.ViewTables;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Reads from its view where each address stands. */
@Singleton
public class Authorisations {

    private final AuthorisationTable table;

    Authorisations(Jdbi database) {
        this.table = new AuthorisationTable(database, ViewTables.live());
    }

    public List<AuthorisationView> of(String migration, String after, int limit) {
        return table.of(migration, after, limit);
    }

    public List<AuthorisationView> of(String migration, String supplier, String trunk) {
        return table.of(migration, supplier, trunk);
    }
}
