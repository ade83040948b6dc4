package dev.switchover.migration.registration.view;

import dev.switchover.kit.view.ViewTables;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Reads the moves of registrations from their view. */
@Singleton
public class RegistrationMoves {

    private final RegistrationMoveTable moves;

    RegistrationMoves(Jdbi database) {
        this.moves = new RegistrationMoveTable(database, ViewTables.live());
    }

    public Optional<RegistrationMoveView> find(String supplier, String trunk, int move) {
        return moves.find(supplier, trunk, move);
    }

    public Optional<RegistrationMoveView> byOperation(String operation) {
        return moves.byOperation(operation);
    }

    public List<RegistrationMoveView> of(String migration, String after, int limit) {
        return moves.of(migration, after, limit);
    }
}
