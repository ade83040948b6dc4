package dev.switchover.migration.imports.staging;

import dev.switchover.kit.operation.Asked;
import dev.switchover.migration.imports.domain.ImportEvent.FileChecked;
import dev.switchover.migration.imports.domain.ImportEvent.FileReceived;
import dev.switchover.migration.imports.domain.ImportEvent.ImportEnded;
import dev.switchover.migration.imports.domain.ImportId;
import dev.switchover.migration.imports.domain.Tally;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** All SQL of staging.import: how far each import is. */
@Singleton
class ImportTable {

    private final Jdbi jdbi;

    ImportTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** How far the appending is; held until the transaction ends. */
    record Progress(int upToRow, int appended, int skipped, int refused) {

        Tally tally() {
            return new Tally(appended, skipped, refused);
        }
    }

    void receive(FileReceived file, Instant at, Asked asked) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into staging.import (import, kind, all_or_nothing, sha256, lines, unreadable,
                            ignored_columns, state, received_at, requested_by, reason, ticket, refused)
                        values (:import, :kind, :allOrNothing, :sha256, :lines, :unreadable,
                            :ignored, 'RECEIVED', :at, :by, :reason, :ticket, :unreadable)
                        """)
                .bindMethods(file)
                .bindArray("ignored", String.class, file.ignoredColumns())
                .bind("import", file.importId().value())
                .bind("at", at)
                .bindMethods(asked)
                .execute());
    }

    void check(FileChecked file, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update staging.import set state = 'CHECKED', to_append = :toAppend, skipped = :skipped,
                            refused = :refused, checked_at = :at
                        where import = :import
                        """)
                .bindMethods(file)
                .bind("import", file.importId().value())
                .bind("at", at)
                .execute());
    }

    void end(ImportEnded file, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update staging.import
                        set state = 'ENDED', outcome = :outcome, detail = :detail, ended_at = :at
                        where import = :import
                        """)
                .bind("outcome", file.outcome())
                .bind("detail", file.detail())
                .bind("import", file.importId().value())
                .bind("at", at)
                .execute());
    }

    Progress hold(ImportId importId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select up_to_row, appended, skipped, refused from staging.import
                        where import = :import for update
                        """)
                .bind("import", importId.value())
                .mapTo(Progress.class)
                .one());
    }

    void advance(ImportId importId, Progress to) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update staging.import set up_to_row = :upToRow, appended = :appended,
                            skipped = :skipped, refused = :refused
                        where import = :import
                        """)
                .bind("upToRow", to.upToRow())
                .bind("appended", to.appended())
                .bind("skipped", to.skipped())
                .bind("refused", to.refused())
                .bind("import", importId.value())
                .execute());
    }

    Optional<Import> find(String id) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select import as id, kind, state, outcome, detail, all_or_nothing, sha256, ignored_columns,
                            lines + unreadable as rows, to_append, appended, skipped, refused, received_at, requested_by,
                            reason, ticket, ended_at
                        from staging.import where import = :import
                        """).bind("import", id).mapTo(Import.class).findOne());
    }
}
