package dev.switchover.migration.bench;

import static dev.switchover.migration.Api.operator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.axon.Commands;
import dev.switchover.migration.Api;
import io.quarkus.logging.Log;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Imports 100,000 customers over REST and says how many a second, beside PostgreSQL's own COPY. Not one of the tests. */
@QuarkusTest
class ImportBench {

    private static final int ROWS = Integer.getInteger("bench.rows", 100_000);
    private static final int AIM = 3_000;

    private final Commands commands;
    private final Jdbi jdbi;

    ImportBench(Commands commands, Jdbi jdbi) {
        this.commands = commands;
        this.jdbi = jdbi;
    }

    @Test
    void importsCustomers() throws Exception {
        var cluster = Api.cluster(commands);
        run(csv(cluster, "warm", ROWS / 20));

        var csv = csv(cluster, "c-" + UUID.randomUUID().toString().substring(0, 8), ROWS);
        var raw = ROWS / copied(csv);
        var imported = ROWS / run(csv);

        var report = String.format(
                Locale.ROOT,
                "{\"rows\": %d, \"rowsPerSecond\": %.0f, \"aim\": %d, \"rawCopyRowsPerSecond\": %.0f, \"ratio\": %.4f}%n",
                ROWS,
                imported,
                AIM,
                raw,
                imported / raw);
        var file = Path.of(System.getProperty("bench.report", "target/import.json"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, report);
        Log.info("bench import: " + report.strip());
    }

    /** Seconds from the post to the end of the operation. */
    private static double run(String csv) {
        var start = System.nanoTime();
        var answer = Api.postCsv("/customers/import", csv);
        assertThat(answer.statusCode()).isEqualTo(202);
        var location = answer.header("Location").replaceFirst(".*/operations/", "/operations/");
        JsonPath operation;
        do {
            LockSupport.parkNanos(100_000_000);
            operation = operator().get(location).jsonPath();
        } while (!"ENDED".equals(operation.getString("state")));
        assertThat(operation.getString("outcome")).isEqualTo("SUCCEEDED");
        return (System.nanoTime() - start) / 1e9;
    }

    /** Seconds PostgreSQL takes to copy the same bytes into a table without index. */
    private double copied(String csv) throws SQLException {
        return jdbi.withHandle(handle -> {
            handle.execute(
                    "create table if not exists bench_raw (customer text, party text, reached_by text, domain text,"
                            + " cluster text, node text, on_source_since text, time_zone text)");
            var start = System.nanoTime();
            copy(handle.getConnection().unwrap(PGConnection.class), csv);
            var seconds = (System.nanoTime() - start) / 1e9;
            handle.execute("drop table bench_raw");
            return seconds;
        });
    }

    private static void copy(PGConnection connection, String csv) throws SQLException {
        try {
            connection
                    .getCopyAPI()
                    .copyIn(
                            "copy bench_raw from stdin (format csv, header true)",
                            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private static String csv(String cluster, String prefix, int rows) {
        var csv = new StringBuilder("customer,party,reached_by,domain,cluster,node,on_source_since,time_zone\n");
        IntStream.range(0, rows).forEach(i -> {
            var id = prefix + "-" + i;
            var domain = i % 2 == 0 ? "domain,sip" + i + ".example.org" : "ip,";
            csv.append(id)
                    .append(",party-")
                    .append(i)
                    .append(',')
                    .append(domain)
                    .append(',');
            csv.append(cluster).append(",a,2025-01-01,Europe/Paris\n");
        });
        return csv.toString();
    }
}
