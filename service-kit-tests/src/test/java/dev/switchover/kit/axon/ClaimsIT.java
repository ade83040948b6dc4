package dev.switchover.kit.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance keeps the segments that it is at work on by saying so, for all of them at once. */
@QuarkusTest
class ClaimsIT {

    private static final String LONG_AGO = "2026-11-25T12:00:00.000Z";

    private final String processor = "claims-" + UUID.randomUUID();
    private final String us = "us-" + UUID.randomUUID();
    private final DataSource database;
    private final Jdbi jdbi;

    ClaimsIT(DataSource database, Jdbi jdbi) {
        this.database = database;
        this.jdbi = jdbi;
    }

    @BeforeEach
    void claimThree() {
        var tokens = instance(us);
        tokens.initializeTokenSegments(processor, 3);
        List.of(0, 1, 2).forEach(segment -> tokens.fetchToken(processor, segment));
        untouched();
    }

    @Test
    void oneWordKeepsAllThatAreAtWork() {
        var tokens = atWorkOnAll();

        Eventually.holds(() -> {
            tokens.extendClaim(processor, 1);
            assertThat(touched()).hasSize(3).allMatch(at -> at.compareTo(LONG_AGO) > 0);
        });
    }

    /** As where the database was away when it was released: another is to take it over. */
    @Test
    void whatIsOursAndNobodyIsAtWorkOnIsNotKept() {
        var tokens = atWorkOnAll();
        tokens.releaseClaim(processor, 2);
        jdbi.useHandle(handle -> handle.execute(
                "update kit.token_entry set owner = ? where processor_name = ? and segment = 2", us, processor));
        untouched();

        Eventually.holds(() -> {
            tokens.extendClaim(processor, 1);
            assertThat(touched()).filteredOn(LONG_AGO::equals).hasSize(1);
        });
        Eventually.staysTrue(Duration.ofSeconds(3), () -> {
            tokens.extendClaim(processor, 0);
            tokens.extendClaim(processor, 1);
            assertThat(touched()).filteredOn(LONG_AGO::equals).hasSize(1);
        });
    }

    @Test
    void whatAnotherHasTakenIsNotKept() {
        var tokens = atWorkOnAll();
        jdbi.useHandle(handle -> handle.execute(
                "update kit.token_entry set owner = 'they' where processor_name = ? and segment = 2", processor));

        Eventually.holds(() -> {
            tokens.extendClaim(processor, 1);
            assertThat(touched()).filteredOn(LONG_AGO::equals).hasSize(1);
        });
        assertThatThrownBy(() -> tokens.extendClaim(processor, 2)).isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void whatWasClaimedSinceIsKeptByItself() {
        var tokens = instance("they");
        assertThatThrownBy(() -> tokens.extendClaim(processor, 0)).isInstanceOf(UnableToClaimTokenException.class);

        tokens.fetchToken(processor, 0);
        untouched();
        tokens.extendClaim(processor, 0);

        assertThat(touched()).filteredOn(LONG_AGO::equals).hasSize(2);
    }

    private TokenStore atWorkOnAll() {
        var tokens = instance(us);
        List.of(0, 1, 2).forEach(segment -> tokens.extendClaim(processor, segment));
        untouched();
        return tokens;
    }

    private void untouched() {
        jdbi.useHandle(handle -> handle.execute(
                "update kit.token_entry set touched_at = ? where processor_name = ?", LONG_AGO, processor));
    }

    private TokenStore instance(String name) {
        return Storage.tokenStore(database, name);
    }

    /** The longest ago first. */
    private List<String> touched() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select touched_at from kit.token_entry where processor_name = :processor order by touched_at")
                .bind("processor", processor)
                .mapTo(String.class)
                .list());
    }
}
