package dev.switchover.local.landscape;

import dev.switchover.embedded.Ports;
import dev.switchover.embedded.Waiting;
import dev.switchover.local.standin.Settings;
import dev.switchover.local.suite.Home;
import dev.switchover.local.suite.SuiteRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The machines of one deployment. */
public final class Landscape implements AutoCloseable {

    public static final String MAIN = "a";
    public static final String STANDBY = "b";
    public static final String CC_MAIN = "cc-a";
    public static final String CC_STANDBY = "cc-b";
    public static final List<String> MDS = List.of("mds-1", "mds-2");
    public static final String EDGE = "edge";

    /** The secret that opens the nodes. */
    public static final String KEY = NodeKey.NAME;

    private static final String XIVO_GROUPS = "data management telephony";

    private final Site site;
    private final Map<String, Map<String, Integer>> ports = new LinkedHashMap<>();
    private final Map<String, Machine> machines = new LinkedHashMap<>();

    private Landscape(Site site) {
        this.site = site;
    }

    /** Cuts the power of what an earlier demo left running. */
    public static void endOthers(Home home, String deployment) {
        Site.others(home, deployment).forEach(Machine::endLeftover);
    }

    /** They notice a moment later that their suite has ended; what does not within the patience has its power cut. */
    public static void awaitEnd(Home home, Duration patience) {
        if (!Waiting.upTo(patience).until(() -> Site.all(home).stream().noneMatch(Machine::lives))) {
            Site.all(home).forEach(Machine::endLeftover);
            Waiting.upTo(patience).until(() -> Site.all(home).stream().noneMatch(Machine::lives));
        }
    }

    /** Starts all of them, Main active, Standby not. */
    public static Landscape start(Home home, SuiteRecord suite, String deployment) {
        var landscape = new Landscape(Site.of(home, suite, deployment));
        List.of(MAIN, STANDBY, CC_MAIN, CC_STANDBY, MDS.get(0), MDS.get(1), EDGE)
                .forEach(name -> landscape.ports.put(
                        name, Map.of("http", Ports.free(), "ssh", Ports.free(), "sip", Ports.free())));
        landscape.pair(MAIN, STANDBY, XIVO_GROUPS);
        landscape.pair(CC_MAIN, CC_STANDBY, "services");
        MDS.forEach(mds -> landscape.add(mds, "MDS", Map.of()));
        landscape.add(EDGE, "EDGE", landscape.edge());
        landscape.machines.values().forEach(Machine::powerOn);
        landscape.machines.values().forEach(Machine::awaitUp);
        return landscape;
    }

    public Machine machine(String name) {
        var machine = machines.get(name);
        if (machine == null) {
            throw new IllegalArgumentException("no machine " + name);
        }
        return machine;
    }

    public String deployment() {
        return site.deployment();
    }

    /** The CC nodes that serve, by their own records. */
    public List<String> ccActive() {
        return Judge.of(machine(CC_MAIN), machine(CC_STANDBY)).active("services");
    }

    public int port(String name, String what) {
        return ports.getOrDefault(name, Map.of()).getOrDefault(what, 0);
    }

    /** Cuts the power of all. */
    @Override
    public void close() {
        machines.values().forEach(Machine::powerOff);
    }

    private void pair(String main, String standby, String groups) {
        node(main, standby, groups, "active");
        node(standby, main, groups, "inactive");
    }

    private void node(String name, String peer, String groups, String first) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("groups", groups);
        settings.put("first", first);
        settings.put("peer", address(peer));
        settings.put("key", site.publicKey());
        settings.put("script", site.script("switchover-node").toString());
        if (groups.equals(XIVO_GROUPS)) {
            settings.put("guard", site.script("switchover-guard").toString());
        }
        MDS.forEach(mds -> settings.put("mds." + mds, address(mds)));
        add(name, "NODE", settings);
        site.equip(directory(name), name, groups, port(name, "http"));
    }

    private Map<String, String> edge() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("nodes", MAIN + " " + STANDBY);
        for (var node : List.of(MAIN, STANDBY)) {
            settings.put("node." + node, address(node));
            settings.put("roles." + node, site.roles() + "/" + node + "/management");
        }
        return settings;
    }

    private void add(String name, String kind, Map<String, String> more) {
        var values = new Properties();
        values.putAll(more);
        values.put("name", name);
        values.put("kind", kind);
        values.put("owner", String.valueOf(site.owner()));
        ports.getOrDefault(name, Map.of()).forEach((what, port) -> values.put("port." + what, port.toString()));
        var directory = directory(name);
        try {
            Files.createDirectories(directory);
            try (var out = Files.newBufferedWriter(Settings.file(directory))) {
                values.store(out, name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        machines.put(
                name, new Machine(name, directory, port(name, "http"), kind.equals("NODE") ? "boot=done" : "power=on"));
    }

    private Path directory(String name) {
        return site.directory().resolve(name);
    }

    private String address(String name) {
        return "http://127.0.0.1:" + port(name, "http");
    }
}
