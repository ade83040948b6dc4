package dev.switchover.notification.contact.importing;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deeds;
import dev.switchover.kit.http.Ids;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Actors;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Takes a file in: all of it is checked before anything is kept. */
@Singleton
public class ContactImports {

    static final String KIND = "contact-import";
    static final String SUBJECT = "contacts";

    private final Commands commands;
    private final ImportTable imports;
    private final Deeds deeds;
    private final Ids ids;
    private final Actors actors;
    private final Clock clock;

    ContactImports(Commands commands, ImportTable imports, Deeds deeds, Ids ids, Actors actors, Clock clock) {
        this.commands = commands;
        this.imports = imports;
        this.deeds = deeds;
        this.ids = ids;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * {@code allOrNothing}: one row that cannot be taken refuses the file at once; else the others go on, and the import
     * does not end as SUCCEEDED.
     */
    public ImportReport begin(byte[] file, boolean allOrNothing) {
        var checked = ContactFile.check(file);
        if (allOrNothing && !checked.refused().isEmpty()) {
            throw Rejection.invalid("import-refused", said(checked.refused().size()))
                    .with("rows", checked.rows())
                    .with("refused", ImportReport.of(KIND, checked).refused());
        }
        var id = "contact-import-" + ids.next();
        var report = ImportReport.of(id, checked);
        if (imports.find(id).isEmpty()) { // else the same request again, whose first answer was lost
            begin(id, checked, report);
        }
        return report;
    }

    private void begin(String id, CheckedFile checked, ImportReport report) {
        commands.together(() -> {
            imports.insert(id, report, actors.get(), clock.instant());
            imports.stage(id, checked.contacts());
            imports.refuse(id, checked.refused());
            deeds.schedule(ApplyContactImport.NAME, id, clock.instant(), id);
            return id;
        });
    }

    /** The next refused rows after the given number of them, in the order of the file. */
    public List<ReportedRow> refused(String id, int after, int limit) {
        if (imports.find(id).isEmpty()) {
            throw Rejection.notFound("import-not-found", "There is no import " + id + ".");
        }
        return imports.refused(id, after, limit);
    }

    private static String said(int reasons) {
        return reasons > ImportReport.MOST_SHOWN
                ? "%,d reasons against it; the first %,d are listed.".formatted(reasons, ImportReport.MOST_SHOWN)
                : reasons + " reasons against it.";
    }
}
