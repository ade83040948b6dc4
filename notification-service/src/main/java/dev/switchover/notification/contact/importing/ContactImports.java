package dev.switchover.notification.contact.importing;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deeds;
import dev.switchover.kit.http.Ids;
import dev.switchover.kit.problem.Rejection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Takes a file in: all of it is checked before anything is kept. */
@Singleton
public class ContactImports {

    private final Commands commands;
    private final ImportTable imports;
    private final Deeds deeds;
    private final Ids ids;
    private final Clock clock;

    ContactImports(Commands commands, ImportTable imports, Deeds deeds, Ids ids, Clock clock) {
        this.commands = commands;
        this.imports = imports;
        this.deeds = deeds;
        this.ids = ids;
        this.clock = clock;
    }

    /** {@code allOrNothing}: one row that cannot be taken refuses the file; else the others go on. */
    public ImportReport begin(byte[] file, boolean allOrNothing) {
        var checked = ContactFile.check(file);
        if (checked.contacts().isEmpty() || (allOrNothing && !checked.refused().isEmpty())) {
            throw Rejection.invalid("import-refused", checked.refused().size() + " reasons against it.")
                    .with("rows", checked.rows())
                    .with("refused", shown(checked));
        }
        var id = "contact-import-" + ids.next();
        if (imports.find(id).isEmpty()) { // else the same request again, whose first answer was lost
            begin(id, checked);
        }
        var refusedRows =
                checked.refused().stream().map(RefusedRow::line).distinct().count();
        return new ImportReport(id, checked.rows(), checked.contacts().size(), (int) refusedRows, shown(checked));
    }

    private void begin(String id, CheckedFile checked) {
        commands.together(() -> {
            imports.insert(id, checked.rows(), checked.contacts().size(), clock.instant());
            imports.stage(id, checked.contacts());
            deeds.schedule(ApplyContactImport.NAME, id, clock.instant(), id);
            return id;
        });
    }

    private static List<RefusedRow> shown(CheckedFile checked) {
        return checked.refused().stream().limit(ImportReport.MOST_SHOWN).toList();
    }
}
