package dev.switchover.local.bench;

import static dev.switchover.local.bench.Site.done;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks for the gates and the status of a migration with 1,000 customers, then with 1,000,000; with 1,000 suppliers both
 * times. What customers and suppliers have done is written by SQL, as the claims and views would hold it.
 */
final class GatesBench implements Bench {

    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;
    private static final int WARM_UP = 300;
    private static final int REQUESTS = 1_000;
    private static final double AIM = 1.5;
    private static final String STATUS = "/migrations/move";

    @Override
    public String name() {
        return "gates";
    }

    @Override
    public Map<String, Object> measure(Site site) throws Exception {
        site.cluster(Seed.CLUSTER);
        done(site.operator().post("/migrations", """
                {"id": "move", "cluster": "voice", "source": "a", "target": "b", "reason": "new hoster"}"""));
        var seed = new Seed(site.database());
        seed.suppliers();
        var figures = new LinkedHashMap<String, Object>();
        var few = at(FEW, 0, seed, site, figures);
        var many = at(MANY, FEW, seed, site, figures);
        few.forEach((what, latency) ->
                figures.put(what + "Ratio", many.getOrDefault(what, latency).p99() / latency.p99()));
        figures.put("aim", AIM);
        return figures;
    }

    private static Map<String, Latency> at(int customers, int before, Seed seed, Site site, Map<String, Object> figures)
            throws SQLException {
        site.tell().accept("seeding " + customers + " customers");
        seed.customers(before + 1, customers);
        var latencies = new LinkedHashMap<String, Latency>();
        latencies.put("gates", latency(site, STATUS + "/gates"));
        latencies.put("status", latency(site, STATUS));
        latencies.forEach((what, latency) -> figures.put(what + customers, latency));
        return latencies;
    }

    private static Latency latency(Site site, String path) {
        for (int i = 0; i < WARM_UP; i++) {
            done(site.operator().get(path));
        }
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < REQUESTS; i++) {
            var start = System.nanoTime();
            done(site.operator().get(path));
            nanos.add(System.nanoTime() - start);
        }
        return Latency.of(nanos);
    }
}
