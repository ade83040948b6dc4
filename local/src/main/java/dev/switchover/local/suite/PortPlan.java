package dev.switchover.local.suite;

import dev.switchover.embedded.Ports;
import dev.switchover.embedded.StartFailure;
import dev.switchover.embedded.Waiting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which port each part listens at, by the part's name. */
public record PortPlan(Map<String, Integer> ports) {

    public static final int DEFAULT_BASE = 8080;

    /** Role endpoints by TLS, which boot guards ask. */
    public static final String ROLES = "roles";

    /** Where balancers ask resilience-service. */
    public static final String ROLE_AGENT = "role-agent";

    private static final int LAST_BASE = 65_000;

    private static final Duration TO_LET_GO = Duration.ofSeconds(10);

    /** From the base on; insight has its own reserved. */
    private static final Map<String, Integer> OFFSETS = offsets();

    private static Map<String, Integer> offsets() {
        var offsets = new LinkedHashMap<String, Integer>();
        offsets.put("insight", 0);
        offsets.put("migration", 1);
        offsets.put("resilience", 2);
        offsets.put("notification", 3);
        offsets.put("postgresql", 4);
        offsets.put("kafka", 5);
        offsets.put("smtp", 6);
        offsets.put("mail", 7);
        offsets.put(ROLE_AGENT, 12);
        offsets.put(ROLES, 362);
        return offsets;
    }

    public static PortPlan from(int base) {
        if (base < 1 || base > LAST_BASE) {
            throw new StartFailure("The port base must lie between 1 and " + LAST_BASE + ", not " + base + ".");
        }
        var ports = new LinkedHashMap<String, Integer>();
        OFFSETS.forEach((part, offset) -> ports.put(part, base + offset));
        return new PortPlan(ports);
    }

    /** Any free ports. */
    public static PortPlan free() {
        var ports = new LinkedHashMap<String, Integer>();
        OFFSETS.keySet().forEach(part -> ports.put(part, unused(ports)));
        return new PortPlan(ports);
    }

    private static int unused(Map<String, Integer> chosen) {
        var port = Ports.free();
        return chosen.containsValue(port) ? unused(chosen) : port;
    }

    public int of(String part) {
        var port = ports.get(part);
        if (port == null) {
            throw new IllegalArgumentException("no port is planned for " + part);
        }
        return port;
    }

    /** Until those who were told to end have let go: a process keeps its ports for a moment after its command line is gone. */
    void awaitFree(List<String> parts) {
        Waiting.upTo(TO_LET_GO).until(() -> taken(parts).isEmpty());
    }

    /** Names every port that somebody else holds, in one sentence. */
    void requireFree(List<String> parts) {
        var taken = taken(parts);
        if (!taken.isEmpty()) {
            var names = taken.entrySet().stream()
                    .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
                    .collect(Collectors.joining(", "));
            throw new StartFailure(
                    "Taken by another program: port " + names + ". Stop it, or move ours with --port-base N.");
        }
    }

    private Map<String, Integer> taken(List<String> parts) {
        var taken = new LinkedHashMap<String, Integer>();
        parts.forEach(part -> {
            if (Ports.isTaken(of(part))) {
                taken.put(part, of(part));
            }
        });
        return taken;
    }
}
