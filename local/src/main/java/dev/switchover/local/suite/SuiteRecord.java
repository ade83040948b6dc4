package dev.switchover.local.suite;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a supervisor tells the other commands about its suite: the file suite.json. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SuiteRecord(
        ProcessId supervisor,
        boolean allStarted,
        @Nullable Long startUpMillis,
        List<PartRecord> parts,
        Map<String, Integer> ports) {

    public SuiteRecord {
        ports = ports == null ? Map.of() : Map.copyOf(ports);
    }

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    /** How a part is, as its supervisor sees it. */
    public enum State {
        STARTING,
        RUNNING,
        RESTARTING,
        HELD,
        STOPPED
    }

    /** One part; no process if it runs inside the supervisor. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PartRecord(
            String name,
            String address,
            State state,
            @Nullable ProcessId process,
            @Nullable Long startUpMillis,
            int restarts,
            @Nullable String trouble,
            @Nullable Instant since) {}

    void write(Home home) {
        try {
            Home.writeSecretly(home.record(), JSON.writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last one written, whether or not its supervisor still lives. */
    public static Optional<SuiteRecord> read(Home home) {
        try {
            home.requireAccess();
            return Files.exists(home.record())
                    ? Optional.of(JSON.readValue(home.record().toFile(), SuiteRecord.class))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty(); // half-written by an older version or by hand: nothing can be learned from it
        }
    }

    /** That of a suite whose supervisor lives. */
    public static Optional<SuiteRecord> running(Home home) {
        return read(home).filter(found -> found.supervisor().handle().isPresent());
    }

    public Optional<PartRecord> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /** By its name in the plan of ports. */
    public int port(String name) {
        return ports.getOrDefault(name, 0);
    }

    public String address(String part) {
        return part(part).map(PartRecord::address).orElseThrow();
    }
}
