package dev.switchover.migration.imports.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.migration.imports.domain.ImportCommand.AppendPiece;
import dev.switchover.migration.imports.domain.ImportCommand.CheckFile;
import dev.switchover.migration.imports.domain.ImportCommand.EndImport;
import dev.switchover.migration.imports.domain.ImportCommand.FailImport;
import dev.switchover.migration.imports.staging.Imports;
import dev.switchover.migration.imports.staging.Imports.Errand;
import jakarta.inject.Singleton;

/** Checks a staged file and appends it piece by piece. Started again after a crash it goes on where it was. */
@Singleton
public class CarryOutImport implements Deed<Errand> {

    private final Commands commands;

    CarryOutImport(Commands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return Imports.DEED;
    }

    @Override
    public Class<Errand> details() {
        return Errand.class;
    }

    @Override
    public void carryOut(Errand errand, int attempt) {
        commands.send(new CheckFile(errand.importId()), errand.metadata());
        while (commands.<Boolean>send(new AppendPiece(errand.importId()), errand.metadata())) {
            // the next piece is a transaction of its own
        }
        commands.send(new EndImport(errand.importId()), errand.metadata());
    }

    @Override
    public void givenUp(Errand errand, Exception lastFailure) {
        commands.send(new FailImport(errand.importId(), String.valueOf(lastFailure.getMessage())), errand.metadata());
    }
}
