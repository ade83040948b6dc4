package dev.switchover.local.standin;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A XiVO or a CC: its groups start as the boot guard allows, then do as the node script tells them. */
final class Node {

    private static final long FOLLOW_EVERY_MILLIS = 50;
    private static final long LOOK_EVERY_MILLIS = 500;

    private final Settings settings;
    private final NodeLog log;
    private final States states;
    private final Rows rows;
    private final Replica replica;

    private Node(Settings settings) {
        this.settings = settings;
        var directory = settings.directory();
        this.log = new NodeLog(directory, settings.name(), Clock.systemUTC());
        this.states = new States(directory.resolve("groups"), settings.groups(), log);
        this.rows = new Rows(directory);
        this.replica = new Replica(rows, settings.text("peer"));
    }

    static void start(Settings settings) throws IOException {
        new Node(settings).start();
    }

    private void start() throws IOException {
        log.add("power=on");
        Boot.forgetPermissions(settings.directory().resolve("switchover").resolve("state"));
        var sip = new SipFace(states, settings.port("sip"));
        var mds = new MediaServers(settings);
        var actions = new Actions(states, log, rows, replica, sip, mds);
        var http = new HttpFace(settings, states, rows, actions);
        sip.start();
        http.start();
        if (states.groups().contains("data")) {
            again(actions::follow, "replica", FOLLOW_EVERY_MILLIS);
        }
        if (states.groups().contains("telephony")) {
            again(mds::look, "mds", LOOK_EVERY_MILLIS);
        }
        SshFace.start(settings, environment());
        new Boot(settings, states, log, environment()).start();
    }

    private static void again(Runnable work, String name, long everyMillis) {
        var unused = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name).factory())
                .scheduleWithFixedDelay(work, 0, everyMillis, TimeUnit.MILLISECONDS);
    }

    /** What the node script and the boot guard are told: where their settings, hooks and epochs are. */
    private Map<String, String> environment() {
        return Map.of(
                "SWITCHOVER_NODE_DIR",
                settings.directory().resolve("switchover").toString());
    }
}
