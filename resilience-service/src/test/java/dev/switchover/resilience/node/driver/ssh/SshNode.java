package dev.switchover.resilience.node.driver.ssh;

import dev.switchover.embedded.Ports;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A node behind an SSH server: it obeys as the script for nodes does, unless a fault is set for the action. */
final class SshNode implements AutoCloseable {

    private static final int OLDER_EPOCH = 65;

    /** Goes wrong in its own way; what the node would have done is done when it is called, and says its exit code. */
    interface Fault {
        void strike(FaultySsh.Run run, Obey obey) throws Exception;
    }

    /** What the node does for an order. */
    interface Obey {
        int now();
    }

    /** What both nodes of a pair did, in order. */
    static final class Journal {

        private final List<String> entries = new CopyOnWriteArrayList<>();
        private final Map<String, String> writable = new ConcurrentHashMap<>();

        private synchronized void note(String node, String action, int code, boolean writes) {
            entries.add(node + " " + action + (code == 0 ? "" : " " + code));
            if (writes) {
                writable.put(node, "data");
            } else {
                writable.remove(node);
            }
            if (writable.size() > 1) {
                entries.add("BOTH WRITABLE");
            }
        }

        List<String> entries() {
            return entries;
        }
    }

    final Map<String, Fault> faults = new ConcurrentHashMap<>();
    /** The line by which a script says its version; the first ones said none. */
    volatile String script = "";

    private final String id;
    private final Key host;
    private final Journal journal;
    private final FaultySsh server;
    private final Map<String, String> states = new TreeMap<>();
    private final Map<String, Long> epochs = new TreeMap<>();

    SshNode(String id, String state, Key user, Journal journal) throws Exception {
        this(Ports.free(), id, state, user, journal);
    }

    private SshNode(int port, String id, String state, Key user, Journal journal) throws Exception {
        this.id = id;
        this.host = Key.ecdsa();
        this.journal = journal;
        for (var group : List.of("data", "management", "telephony")) {
            states.put(group, state);
            epochs.put(group, 0L);
        }
        journal.note(id, "begins", 0, state.equals("active"));
        this.server = new FaultySsh(port, host, user);
        server.behave(this::take);
    }

    /** It is gone, and another machine, which serves nothing, has its address. */
    SshNode replaced(Key user) throws Exception {
        close();
        return new SshNode(server.port(), id, "inactive", user, journal);
    }

    String access(String keyRef) {
        return """
                {"kind": "ssh", "host": "127.0.0.1", "port": %d, "user": "switchover", "hostKeys": ["%s"],
                 "keyRef": "%s", "limits": {"promote-data": "PT3S", "fence": "PT8S", "stop-management": "PT3S", "start-telephony": "PT3S"}}
                """.formatted(server.port(), host.publicLine(), keyRef);
    }

    synchronized String state(String group) {
        return String.valueOf(states.get(group));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** {@code switchover-node ACTION EPOCH}. */
    private void take(FaultySsh.Run run) throws Exception {
        var words = run.line().split(" ", -1);
        if (words[1].equals("status")) {
            tell(run);
            return;
        }
        var epoch = Long.parseLong(words[2]);
        Obey obey = () -> obey(words[1], epoch);
        var fault = faults.get(words[1]);
        if (fault == null) {
            run.exit(obey.now());
        } else {
            fault.strike(run, obey);
        }
    }

    private void tell(FaultySsh.Run run) throws Exception {
        var fault = faults.get("status");
        if (fault != null) {
            fault.strike(run, () -> 0);
            return;
        }
        run.say(status());
        run.exit(0);
    }

    private synchronized int obey(String action, long epoch) {
        var groups = action.equals("fence") ? Set.copyOf(states.keySet()) : Set.of(group(action));
        var code = groups.stream().anyMatch(group -> epochs.getOrDefault(group, 0L) > epoch) ? OLDER_EPOCH : 0;
        if (code == 0) {
            groups.forEach(group -> {
                epochs.put(group, epoch);
                states.put(group, after(action));
            });
        }
        journal.note(id, action, code, "active".equals(states.get("data")));
        return code;
    }

    private static String group(String action) {
        return action.equals("fence-data") ? "data" : action.substring(action.indexOf('-') + 1);
    }

    private static String after(String action) {
        if (action.startsWith("start-") || action.startsWith("promote-")) {
            return "active";
        }
        return action.startsWith("drain-") ? "draining" : "inactive";
    }

    private synchronized String status() {
        return states.entrySet().stream()
                .map(said -> said.getKey() + " " + said.getValue() + " " + epochs.get(said.getKey())
                        + (said.getKey().equals("data") ? " position=5000" : "")
                        + (said.getKey().equals("telephony") ? " running=0" : ""))
                .collect(Collectors.joining("\n", script, "\n"));
    }
}
