package dev.switchover.migration.authorisation.claims;

import dev.switchover.migration.authorisation.domain.Standing;
import dev.switchover.migration.supplier.claims.Askings;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkId;
import dev.switchover.migration.supplier.domain.TrunkRef;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What the migrations that are not over have asked of suppliers. */
@Singleton
class OpenAskings implements Askings {

    private final Jdbi database;

    OpenAskings(Jdbi database) {
        this.database = database;
    }

    @Override
    public Optional<String> awaiting(SupplierId supplier) {
        return asking(supplier, null, Standing::awaited);
    }

    @Override
    public Optional<String> countingOn(TrunkRef trunk) {
        return asking(trunk.supplier(), trunk.trunk(), standing -> standing != Standing.REFUSED);
    }

    private Optional<String> asking(SupplierId supplier, @Nullable TrunkId trunk, Predicate<Standing> which) {
        var standings = Arrays.stream(Standing.values())
                .filter(which)
                .map(Standing::name)
                .toList();
        return database.withHandle(handle -> handle.createQuery("""
                        select a.migration
                          from claims.authorisation a
                          join claims.migration m using (migration)
                         where a.supplier = :supplier and (cast(:trunk as text) is null or a.trunk = :trunk)
                           and a.standing = any(:standings) and m.phase in ('PLANNED', 'RUNNING', 'REMOVING')
                         order by a.migration limit 1
                        """)
                .bind("supplier", supplier)
                .bind("trunk", trunk == null ? null : trunk.value())
                .bindArray("standings", String.class, standings)
                .mapTo(String.class)
                .findOne());
    }
}
