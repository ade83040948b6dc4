package dev.switchover.kit.axon;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.arc.DefaultBean;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;
import org.jdbi.v3.jackson2.Jackson2Config;
import org.jdbi.v3.jackson2.Jackson2Plugin;
import org.jdbi.v3.postgres.PostgresPlugin;

/** The few objects everything shares. */
@Singleton
class Foundations {

    /** The machine's, which may step. */
    @Produces
    @Singleton
    @DefaultBean
    @Typed(InstantSource.class)
    InstantSource machine() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    @DefaultBean
    @Typed(Clock.class)
    Clock clock(InstantSource machine) {
        return new SteadyTime(machine, System::nanoTime).withZone(ZoneOffset.UTC);
    }

    /** Inside a transaction every handle is on its connection; so no {@code inTransaction} here, the kit's are used. */
    @Produces
    @Singleton
    Jdbi jdbi(DataSource database, ObjectMapper json) {
        var jdbi = Jdbi.create(database)
                .installPlugin(new PostgresPlugin())
                .installPlugin(new Jackson2Plugin())
                .setTransactionHandler(new CMTTransactionHandler())
                .registerRowMapper(new RecordRows())
                .registerColumnMapper(new WrappedValues())
                .registerArgument(new WrappedValues());
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        jdbi.getConfig(Jackson2Config.class).setMapper(json);
        return jdbi;
    }

    @Produces
    @Singleton
    ObjectMapperCustomizer json() {
        return mapper -> mapper.registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
