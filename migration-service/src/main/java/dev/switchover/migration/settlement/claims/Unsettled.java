package dev.switchover.migration.settlement.claims;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.switchover.kit.http.Paging;
import dev.switchover.migration.settlement.domain.Coverage;
import dev.switchover.migration.settlement.domain.Coverage.Billed;
import dev.switchover.migration.settlement.domain.Period;
import dev.switchover.migration.settlement.domain.Stay;
import dev.switchover.migration.settlement.domain.StayVerdict;
import io.quarkus.logging.Log;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's time on a node that is not paid for: which days nobody billed, and which invoices are open. Of whoever is
 * still there the days are not reckoned, for his time has not ended. It is {@code stated} once a person has said when it
 * began or ended; not {@code sinceStated}, it began when he was added, for nobody said when.
 */
public record Unsettled(
        String customer,
        String node,
        Instant since,
        @Nullable Instant until,
        ZoneId timeZone,
        boolean stated,
        boolean sinceStated,
        StayVerdict verdict,
        List<Period> uncovered,
        List<String> owed) {

    static Unsettled of(Stay stay, List<Billed> invoices) {
        return of(
                stay,
                stay.until() == null
                        ? new Coverage(List.of(), Coverage.owed(stay, invoices))
                        : Coverage.of(stay.days(), invoices));
    }

    private static Unsettled of(Stay stay, Coverage coverage) {
        return new Unsettled(
                stay.customer(),
                stay.node(),
                stay.since(),
                stay.until(),
                stay.timeZone(),
                stay.stated(),
                stay.sinceStated(),
                stay.verdict(),
                coverage.uncovered(),
                coverage.owed());
    }

    /** Where the next page goes on. */
    @JsonIgnore
    public String key() {
        return customer + " " + since;
    }

    record Key(String customer, Instant since) {

        private static final Key FIRST =
                new Key("", LocalDate.EPOCH.atStartOfDay(ZoneOffset.UTC).toInstant());

        /** Of what PostgreSQL can hold. */
        private static final Instant EARLIEST = Instant.parse("-4712-01-01T00:00:00Z");

        private static final Instant LATEST = Instant.parse("+294276-01-01T00:00:00Z");

        static Key parse(String key) {
            if (key.isEmpty()) {
                return FIRST;
            }
            var at = key.indexOf(' ');
            try {
                var since = Instant.parse(key.substring(at + 1));
                if (at > 0 && !since.isBefore(EARLIEST) && since.isBefore(LATEST)) {
                    return new Key(key.substring(0, at), since);
                }
            } catch (DateTimeParseException e) {
                Log.debugf("No cursor: %s", e.getMessage());
            }
            throw Paging.noCursor(key);
        }
    }
}
