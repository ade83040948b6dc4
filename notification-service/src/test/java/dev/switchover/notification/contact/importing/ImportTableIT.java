package dev.switchover.notification.contact.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.switchover.notification.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class ImportTableIT {

    private static final int PARTIES = 20_000;

    private final ImportTable imports;
    private final Jdbi jdbi;

    ImportTableIT(ImportTable imports, Jdbi jdbi) {
        this.imports = imports;
        this.jdbi = jdbi;
    }

    /** What is staged vanishes as it is applied, so what PostgreSQL last counted may be an empty table. */
    @Test
    void whatIsStagedIsTakenSoonAfterAnotherImport() {
        jdbi.useHandle(handle ->
                handle.execute("delete from mail.staged_contact where import_id = ?", staged("before", PARTIES)));
        jdbi.useHandle(handle -> handle.execute("analyze mail.staged_contact"));
        var id = staged("after", PARTIES);

        int taken = assertTimeoutPreemptively(Duration.ofSeconds(15), () -> {
            int all = 0;
            for (var some = imports.take(id, 500); !some.isEmpty(); some = imports.take(id, 500)) {
                all += some.size();
            }
            return all;
        });

        assertThat(taken).isEqualTo(PARTIES);
    }

    @Test
    void theyAreTakenInOrder() {
        var id = staged("few", 9);

        assertThat(imports.take(id, 3)).extracting(it -> it.party().value()).containsExactly("few-1", "few-2", "few-3");
        assertThat(imports.take(id, 20)).hasSize(6);
        assertThat(imports.take(id, 20)).isEmpty();
    }

    private String staged(String prefix, int parties) {
        var id = "contact-import-" + UUID.randomUUID();
        jdbi.useHandle(handle -> {
            handle.execute(
                    "insert into mail.contact_import (import_id, rows, parties, started_at) values (?, ?, ?, now())",
                    id,
                    parties,
                    parties);
            handle.execute("""
                    insert into mail.staged_contact (import_id, party, recipients)
                    select ?, ? || '-' || n, '[{"email": "a@b.example", "language": "en", "zone": "UTC"}]'
                    from generate_series(1, ?) n
                    """, id, prefix, parties);
        });
        return id;
    }
}
