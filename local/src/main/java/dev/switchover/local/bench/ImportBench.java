package dev.switchover.local.bench;

import static dev.switchover.local.bench.Site.done;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchover.local.demo.Api;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * Imports 100,000 customers over REST and says how many a second, beside PostgreSQL's own COPY of the same rows; then the
 * contacts of the same file.
 */
final class ImportBench implements Bench {

    private static final int ROWS = 100_000;
    private static final int WARM_UP = ROWS / 20;
    private static final int AIM = 3_000;
    private static final String CLUSTER = "voice";

    @Override
    public String name() {
        return "import";
    }

    @Override
    public Map<String, Object> measure(Site site) throws Exception {
        site.cluster(CLUSTER);
        customers(site, csv("warm", WARM_UP));
        contacts(site, csv("warm", WARM_UP));
        site.tell().accept("warmed up; now " + ROWS + " customers");
        var csv = csv("customer", ROWS);
        var raw = ROWS / copied(site, csv);
        var busyBefore = busySeconds();
        var rowsPerSecond = ROWS / customers(site, csv);
        var busySeconds = busySeconds() - busyBefore;
        var figures = new LinkedHashMap<String, Object>();
        figures.put("rows", ROWS);
        figures.put("rowsPerSecond", Math.round(rowsPerSecond));
        figures.put("aim", AIM);
        figures.put("rawCopyRowsPerSecond", Math.round(raw));
        figures.put("ratio", rowsPerSecond / raw);
        figures.put("processorSeconds", busySeconds);
        figures.put("contactsPerSecond", Math.round(ROWS / contacts(site, csv)));
        return figures;
    }

    /** What all parts together have had of the processors: tells more than the rate does on a busy machine. */
    private static double busySeconds() {
        return ProcessHandle.current()
                .descendants()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(busy -> busy.toMillis() / 1e3)
                .sum();
    }

    private static double customers(Site site, String csv) throws InterruptedException {
        return imported(site.operator(), "/customers/import", csv);
    }

    private static double contacts(Site site, String csv) throws InterruptedException {
        return imported(site.notifications(), "/contacts/import", csv);
    }

    /** Seconds from the post to the end of the operation. */
    private static double imported(Api api, String path, String csv) throws InterruptedException {
        var start = System.nanoTime();
        var location = done(api.upload(path, csv)).location();
        if (location == null) {
            throw new IllegalStateException("the import names no operation");
        }
        JsonNode operation;
        do {
            TimeUnit.MILLISECONDS.sleep(100);
            operation = done(api.get(location)).body();
        } while (!operation.path("state").asText().equals("ENDED"));
        if (!operation.path("outcome").asText().equals("SUCCEEDED")) {
            throw new IllegalStateException("the import ended otherwise: " + operation);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Seconds PostgreSQL takes to copy the same bytes into a table without index. */
    private static double copied(Site site, String csv) throws SQLException, IOException {
        try (var connection = site.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("create table bench_raw (customer text, party text, reached_by text, domain text,"
                    + " cluster text, node text, on_source_since text, time_zone text, email text)");
            var bytes = new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
            var start = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy bench_raw from stdin (format csv, header true)", bytes);
            var seconds = (System.nanoTime() - start) / 1e9;
            statement.execute("drop table bench_raw");
            return seconds;
        }
    }

    /** Half of them reached by domain. */
    private static String csv(String prefix, int rows) {
        var csv = new StringBuilder("customer,party,reached_by,domain,cluster,node,on_source_since,time_zone,email\n");
        for (int i = 0; i < rows; i++) {
            var reached = i % 2 == 0 ? "domain,sip" + i + ".example.org" : "ip,";
            csv.append("%1$s-%2$d,%1$s-%2$d,%3$s,%4$s,a,2025-01-01,Europe/Paris,%2$d@example.org%n"
                    .formatted(prefix, i, reached, CLUSTER));
        }
        return csv.toString();
    }
}
