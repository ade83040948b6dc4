package dev.switchover.kit.axon;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;

/**
 * Stores a token only for its owner. Axon's own store would claim it anew, over the head of a finished replay; and it reads and
 * claims each token to extend its claim, one after the other, so that an idle service did little else.
 */
final class Tokens extends JdbcTokenStore {

    private static final long TOGETHER_NANOS = Duration.ofSeconds(1).toNanos();

    /** For whoever is at work on a segment it is asked about every other second. */
    private static final long AT_WORK_NANOS = Duration.ofSeconds(5).toNanos();

    private record Claim(String processor, int segment) {}

    private record Extended(Set<Claim> claims, long at) {}

    private final String owner;
    private final Map<Claim, Long> asked = new ConcurrentHashMap<>();
    private Extended extended = new Extended(Set.of(), System.nanoTime() - TOGETHER_NANOS);

    Tokens(Builder builder, String owner) {
        super(builder);
        this.owner = owner;
    }

    @Override
    public void storeToken(TrackingToken token, String processorName, int segment) {
        try (Connection connection = getConnection();
                var update = storeUpdate(connection, token, processorName, segment)) {
            if (update.executeUpdate() == 0) {
                throw gone(processorName, segment);
            }
        } catch (SQLException e) {
            throw failed(processorName, e);
        }
    }

    /** With all others that this instance is at work on, if that was not done within the last second. */
    @Override
    public void extendClaim(String processorName, int segment) {
        var claim = new Claim(processorName, segment);
        asked.put(claim, System.nanoTime());
        try {
            if (!extendedOfLate().contains(claim) && !extend(processorName, segment)) {
                throw gone(processorName, segment);
            }
        } catch (SQLException e) {
            throw failed(processorName, e);
        }
    }

    /** It lapses also if the database is away when it is released. */
    @Override
    public void releaseClaim(String processorName, int segment) {
        asked.remove(new Claim(processorName, segment));
        super.releaseClaim(processorName, segment);
    }

    private synchronized Set<Claim> extendedOfLate() throws SQLException {
        if (System.nanoTime() - extended.at >= TOGETHER_NANOS) {
            extended = new Extended(extendAll(), System.nanoTime());
        }
        return extended.claims;
    }

    /** But those whose segment is at work, and stores its token soon: nobody waits for it. */
    private Set<Claim> extendAll() throws SQLException {
        var latest = System.nanoTime() - AT_WORK_NANOS;
        asked.values().removeIf(at -> at - latest < 0);
        var claims = List.copyOf(asked.keySet());
        try (var connection = getConnection();
                var update = connection.prepareStatement("""
                update kit.token_entry set touched_at = ?
                 where (processor_name, segment) in (
                           select processor_name, segment
                             from kit.token_entry
                             join unnest(?, ?) as asked (processor_name, segment) using (processor_name, segment)
                            where owner = ?
                              for update of token_entry skip locked)
                returning processor_name, segment
                """)) {
            update.setString(1, now());
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "text", claims.stream().map(Claim::processor).toArray()));
            update.setArray(
                    3,
                    connection.createArrayOf(
                            "int4", claims.stream().map(Claim::segment).toArray()));
            update.setString(4, owner);
            var extended = new HashSet<Claim>();
            try (var rows = update.executeQuery()) {
                while (rows.next()) {
                    extended.add(new Claim(rows.getString(1), rows.getInt(2)));
                }
            }
            return extended;
        }
    }

    private boolean extend(String processorName, int segment) throws SQLException {
        try (var connection = getConnection();
                var update = connection.prepareStatement("""
                update kit.token_entry set touched_at = ? where processor_name = ? and segment = ? and owner = ?
                """)) {
            update.setString(1, now());
            update.setString(2, processorName);
            update.setInt(3, segment);
            update.setString(4, owner);
            return update.executeUpdate() > 0;
        }
    }

    private static String now() {
        return DateTimeUtils.formatInstant(AbstractTokenEntry.clock.instant());
    }

    private static UnableToClaimTokenException gone(String processorName, int segment) {
        return new UnableToClaimTokenException("Segment %d of %s is no longer ours".formatted(segment, processorName));
    }

    private static IllegalStateException failed(String processorName, SQLException e) {
        return new IllegalStateException("Token of %s: %s".formatted(processorName, e.getMessage()), e);
    }
}
