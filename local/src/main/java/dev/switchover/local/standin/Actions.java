package dev.switchover.local.standin;

import java.io.IOException;
import java.util.stream.Collectors;

/** What the hooks of the node script have done here; each may be repeated. */
final class Actions {

    private static final int CATCH_UPS = 3;

    private final States states;
    private final NodeLog log;
    private final Rows rows;
    private final Replica replica;
    private final SipFace sip;
    private final MediaServers mds;

    Actions(States states, NodeLog log, Rows rows, Replica replica, SipFace sip, MediaServers mds) {
        this.states = states;
        this.log = log;
        this.rows = rows;
        this.replica = replica;
        this.sip = sip;
        this.mds = mds;
    }

    /** Takes over the peer's rows as long as the own are not in use. */
    synchronized void follow() {
        if (!states.isActive("data")) {
            replica.catchUp();
        }
    }

    /** Returns what the node has to say about it. */
    synchronized String carryOut(String action, String epoch, String value) throws IOException {
        return switch (action) {
            case "promote-data" -> promote(epoch);
            case "fence-data" -> enter("data", States.INACTIVE, epoch);
            case "resync-data" -> resync();
            case "start-management", "start-telephony", "start-services" -> enter(group(action), States.ACTIVE, epoch);
            case "stop-management", "stop-services" -> enter(group(action), States.INACTIVE, epoch);
            case "drain-telephony" -> states.isActive("telephony") ? enter("telephony", States.DRAINING, epoch) : "";
            case "stop-telephony" -> hangUp(epoch);
            case "fence" -> fence(epoch);
            case "register-mds" -> mds.register(value, epoch);
            case "mark-active", "mark-inactive" -> "";
            case "status" -> status();
            default -> throw new IllegalArgumentException("no action " + action);
        };
    }

    private static String group(String action) {
        return action.substring(action.indexOf('-') + 1);
    }

    private String enter(String group, String state, String epoch) {
        if (!states.of(group).equals(state)) {
            states.enter(group, state, epoch);
        }
        return "";
    }

    /** The last rows of the other node come over first, if it still can be asked. */
    private String promote(String epoch) {
        for (var attempt = 0; attempt < CATCH_UPS && !states.isActive("data"); attempt++) {
            replica.catchUp();
        }
        return enter("data", States.ACTIVE, epoch);
    }

    private String resync() throws IOException {
        if (states.isActive("data")) {
            throw new IllegalStateException("the data here are the ones in use");
        }
        return replica.copyAll() + "\n";
    }

    private String hangUp(String epoch) {
        enter("telephony", States.INACTIVE, epoch);
        var cut = sip.cut();
        log.add("group=telephony cut=" + cut + " epoch=" + epoch);
        return "cut=" + cut + "\n";
    }

    private String fence(String epoch) {
        states.groups().forEach(group -> enter(group, States.INACTIVE, epoch));
        sip.cut();
        return "";
    }

    /** Epochs are the script's to add: it is the one who obeys them. */
    private String status() {
        var groups = states.groups().stream().map(this::line).collect(Collectors.joining());
        return groups + mds.lines();
    }

    private String line(String group) {
        var more =
                switch (group) {
                    case "data" -> " position=" + rows.position();
                    case "telephony" -> " running=" + sip.running();
                    default -> "";
                };
        return group + " " + states.of(group) + more + "\n";
    }
}
