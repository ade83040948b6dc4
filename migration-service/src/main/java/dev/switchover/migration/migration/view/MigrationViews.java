package dev.switchover.migration.migration.view;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.customer.claims.CustomerLookup;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.Prediction;
import dev.switchover.migration.migration.view.MigrationStatus.Abort;
import dev.switchover.migration.migration.view.MigrationStatus.Customers;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads the views of migrations. */
@Singleton
public class MigrationViews {

    /** So many or more: whoever is late is listed elsewhere, and counting all would take longer with every customer. */
    private static final int MOST_STRAGGLERS = 1_000;

    private final Jdbi database;
    private final Json json;
    private final Clock clock;
    private final CustomerLookup customers;
    private final RemovalViews removals;

    MigrationViews(Jdbi database, Json json, Clock clock, CustomerLookup customers, RemovalViews removals) {
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.customers = customers;
        this.removals = removals;
    }

    record Row(
            String migration,
            long version,
            String kind,
            String cluster,
            String source,
            String target,
            String phase,
            String reason,
            @Nullable LocalDate hosterContractEnd,
            @Nullable Instant plannedEnd,
            Duration drainTime,
            String predictions,
            Instant predictedEnd,
            @Nullable String warning,
            Instant plannedAt,
            @Nullable String requestedBy,
            @Nullable String ticket,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant decommissionedAt,
            @Nullable String abortReason,
            @Nullable Integer restored,
            @Nullable Integer notRestored,
            @Nullable String leftOver) {}

    record WaveRow(
            String wave,
            int number,
            String phase,
            String selection,
            int members,
            int byDomainNow,
            String membersHash,
            String waitsFor,
            @Nullable Instant due,
            @Nullable Instant startedAt,
            @Nullable String requestedBy,
            @Nullable String askedReason,
            @Nullable String ticket,
            @Nullable Instant endedAt,
            int refused,
            int notPutBack,
            @Nullable String failure,
            @Nullable String gates) {}

    private record Count(String wave, String state, long n) {}

    public Optional<MigrationStatus> find(MigrationId id) {
        return database.withHandle(handle -> handle.createQuery("select * from views.migration where migration = :id")
                .bind("id", id)
                .mapTo(Row.class)
                .findOne()
                .map(row -> status(handle, row)));
    }

    public MigrationStatus get(MigrationId id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    /** Refuses an unknown migration. */
    public void demand(MigrationId id) {
        var known =
                database.withHandle(handle -> handle.createQuery("select 1 from views.migration where migration = :id")
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .findOne());
        if (known.isEmpty()) {
            throw unknown(id);
        }
    }

    private static Rejection unknown(MigrationId id) {
        return Rejection.notFound("migration-not-found", "No migration has the id " + id.value() + ".");
    }

    /** A page of all migrations, by id. */
    public List<MigrationStatus> page(String after, int limit) {
        return database.withHandle(handle -> handle
                .createQuery("select * from views.migration where migration > :after order by migration limit :limit")
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Row.class)
                .list()
                .stream()
                .map(row -> status(handle, row))
                .toList());
    }

    private MigrationStatus status(Handle handle, Row row) {
        var predictions = json.read(row.predictions(), new TypeReference<List<Prediction>>() {});
        var counts = counts(handle, row.migration());
        var states = new HashMap<String, Long>();
        counts.values().forEach(wave -> wave.forEach((state, n) -> states.merge(state, n, Long::sum)));
        var onSource = customers.countOn(row.cluster(), row.source());
        return new MigrationStatus(
                row.migration(),
                row.kind(),
                row.cluster(),
                row.source(),
                row.target(),
                row.phase(),
                row.reason(),
                row.hosterContractEnd(),
                row.plannedEnd(),
                row.drainTime(),
                predictions,
                row.predictedEnd(),
                row.warning(),
                row.plannedAt(),
                row.requestedBy(),
                row.ticket(),
                row.startedAt(),
                row.endedAt(),
                row.decommissionedAt(),
                abort(row),
                new Customers(onSource, Map.copyOf(states), stragglers(handle, row.migration())),
                waves(handle, row.migration(), counts),
                removals.last(row.migration(), predictions).orElse(null),
                row.version());
    }

    private @Nullable Abort abort(Row row) {
        var reason = row.abortReason();
        if (reason == null) {
            return null;
        }
        var left = row.leftOver();
        List<String> items = left == null ? List.of() : json.read(left, new TypeReference<>() {});
        return new Abort(reason, row.restored(), row.notRestored(), items);
    }

    private Map<String, Map<String, Long>> counts(Handle handle, String migration) {
        var counts = new HashMap<String, Map<String, Long>>();
        handle.createQuery("select wave, state, n from views.told_count where migration = :migration and n > 0")
                .bind("migration", migration)
                .mapTo(Count.class)
                .forEach(count -> counts.computeIfAbsent(count.wave(), wave -> new HashMap<>())
                        .put(count.state(), count.n()));
        return counts;
    }

    private List<WaveStatus> waves(Handle handle, String migration, Map<String, Map<String, Long>> counts) {
        return handle.createQuery("""
                        select wave.*, coalesce(claimed.by_domain, wave.by_domain) as by_domain_now
                          from views.wave left join claims.wave claimed using (migration, wave)
                         where migration = :migration order by number, wave
                        """)
                .bind("migration", migration)
                .mapTo(WaveRow.class)
                .map(row -> new WaveStatus(
                        row.wave(),
                        row.number(),
                        row.phase(),
                        row.selection(),
                        row.members(),
                        row.byDomainNow(),
                        row.membersHash(),
                        json.read(row.waitsFor(), new TypeReference<List<String>>() {}),
                        row.due(),
                        row.startedAt(),
                        row.requestedBy(),
                        row.askedReason(),
                        row.ticket(),
                        row.endedAt(),
                        counts.getOrDefault(row.wave(), Map.of()),
                        row.refused(),
                        row.notPutBack(),
                        row.failure(),
                        row.gates() == null ? null : json.read(row.gates(), new TypeReference<JsonNode>() {})))
                .list();
    }

    private long stragglers(Handle handle, String migration) {
        return handle.createQuery("""
                        select count(*) from (
                            select 1 from views.told_customer
                             where migration = :migration and state = 'ANNOUNCED' and due < :now limit :most) late
                        """)
                .bind("migration", migration)
                .bind("now", clock.instant())
                .bind("most", MOST_STRAGGLERS)
                .mapTo(Long.class)
                .one();
    }
}
