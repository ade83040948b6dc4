package dev.switchover.local.takeover;

import static dev.switchover.local.takeover.Scene.done;

import dev.switchover.local.landscape.Landscape;
import java.util.List;

/** Main loses its power; its services go over without it, and when it returns it stays inactive. */
final class Crash {

    /** The boot guard's answer to a node that is not the owner. */
    private static final int INACTIVE = 1;

    private final Scene scene;
    private final Landscape machines;

    Crash(Scene scene) {
        this.scene = scene;
        this.machines = scene.machines();
    }

    void play() {
        scene.report().step("Main loses its power", this::crash);
        scene.report().step("emergency failover", this::emergency);
        scene.report().step("Main returns and stays inactive", this::comeBack);
        scene.report().step("the obligation is met by proof", this::prove);
    }

    private void crash() {
        machines.machine(Landscape.MAIN).powerOff();
        scene.expect(
                "nobody serves, and nothing moves by itself",
                scene.judge().active("data").isEmpty(),
                "");
        Scene.until("it is noticed", () -> !scene.read("")
                .path("nodes")
                .path(0)
                .path("trouble")
                .asText("")
                .isEmpty());
    }

    private void emergency() {
        var accepted = scene.operator()
                .post(scene.at("/switchovers"), "{\"direction\": \"FAILOVER\", \"kind\": \"EMERGENCY\"}");
        done(accepted);
        Scene.until(
                "it waits for a word that Main is cut off",
                () -> scene.operation(accepted).path("state").asText().equals("WAITING"));
        scene.expect(
                "data does not start on Standby before that",
                scene.judge().active("data").isEmpty(),
                scene.judge().active("data"));
        var attest = scene.at("/switchovers/" + scene.lastSwitchover() + "/attestations");
        var wrong = scene.operator().post(attest, word("b"));
        scene.expect("the wrong node's name is refused", !wrong.succeeded(), wrong.reason());
        done(scene.operator().post(attest, word("a")));
        var ended = scene.ended(accepted);
        scene.expect(
                "the rest is done, and what is left is said",
                ended.path("outcome").asText().equals("INCOMPLETE"),
                ended.path("outcome").asText());
        scene.expectServed(Landscape.STANDBY, List.of("data", "management", "telephony"));
        scene.expect("an obligation is open: stop Main", open().contains("stop-a"), open());
    }

    private static String word(String node) {
        return "{\"gate\": \"old-node-fenced\", \"node\": \"%s\", \"evidence\": \"pulled the plug in rack 4\"}"
                .formatted(node);
    }

    private List<String> open() {
        return Scene.stream(scene.read("/obligations"))
                .filter(one ->
                        one.path("metAt").isMissingNode() || one.path("metAt").isNull())
                .map(one -> one.path("id").asText())
                .toList();
    }

    private void comeBack() {
        var groups = List.of("data", "management", "telephony");
        var main = machines.machine(Landscape.MAIN);
        var before = main.lines("guard=").size();
        main.powerOn();
        main.awaitUp();
        scene.expectServed(Landscape.STANDBY, groups);
        var guard = main.lines("guard=").stream().skip(before).toList();
        scene.expect(
                "its boot guard kept it so",
                guard.size() == groups.size() && guard.stream().allMatch(line -> line.endsWith("guard=" + INACTIVE)),
                guard);
    }

    /** Main itself proves that it is stopped, by its status; the word given for it is reviewed by somebody else. */
    private void prove() {
        Scene.until("Main has proven that it is stopped", () -> !open().contains("stop-a"));
        for (var review : open()) {
            var proof = scene.at("/obligations/" + review + "/proof");
            var own = scene.operator().post(proof, "{\"evidence\": \"I was there\"}");
            scene.expect("who gave the word may not review it", own.status() == 409, own.reason());
            done(scene.approver().post(proof, "{\"evidence\": \"the plug was out\"}"));
        }
        Scene.until("nothing is owed", () -> open().isEmpty());
        scene.expect("nothing is owed any more", true, "");
    }
}
