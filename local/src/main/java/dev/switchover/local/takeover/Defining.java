package dev.switchover.local.takeover;

import static dev.switchover.local.takeover.Scene.done;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.local.landscape.Landscape;
import java.util.List;
import java.util.Map;

/** The deployment is defined, and its buttons are pressed. */
final class Defining {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scene scene;
    private final Landscape machines;

    Defining(Scene scene) {
        this.scene = scene;
        this.machines = scene.machines();
    }

    void play() {
        scene.report().step("the deployment is defined by an admin, and by nobody else", this::define);
        scene.report().step("the buttons keep two nodes from serving", this::buttons);
    }

    private void define() {
        var refused = scene.operator().post("/deployments", definition());
        scene.expect("an operator may not define command lines and keys", refused.status() == 403, refused.status());
        done(scene.admin().post("/deployments", definition()));
        Scene.until(
                "both nodes are seen",
                () -> status(0).equals("Active") && status(1).equals("Inactive"));
        scene.expect("Main is Active and Standby Inactive, by their own word", true, "");
    }

    private String status(int node) {
        return scene.read("").path("nodes").path(node).path("status").asText();
    }

    private void buttons() {
        var again = scene.operator().post(scene.at("/nodes/a/start-services"), "{}");
        scene.expect("Start services on Main changes nothing", again.status() == 204, again.status());
        var refused = scene.operator().post(scene.at("/nodes/b/start-services"), "{}");
        scene.expect(
                "Start services on Standby is refused while Main serves", refused.status() == 409, refused.reason());
        scene.expectServed(Landscape.MAIN, List.of("data", "management", "telephony"));
    }

    private String definition() {
        try {
            return JSON.writeValueAsString(Map.of(
                    "id", machines.deployment(),
                    "party", machines.deployment(),
                    "operatorsParty", machines.deployment() + "-operators",
                    "groups", List.of("data", "management", "telephony"),
                    "main", node(Landscape.MAIN),
                    "standby", node(Landscape.STANDBY),
                    "cc", Map.of("main", cc(Landscape.CC_MAIN), "standby", cc(Landscape.CC_STANDBY)),
                    "mds", Landscape.MDS.stream().map(mds -> Map.of("id", mds)).toList(),
                    "edge",
                            Map.of(
                                    "fqdn", "edge.demo.example",
                                    "probe", machines.machine(Landscape.EDGE).address() + "/health",
                                    "expectHeader", "X-Node"),
                    "drain", "PT20S"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> node(String name) {
        var machine = machines.machine(name);
        return Map.of(
                "id", name,
                "access", access(name),
                "probes",
                        Map.of(
                                "telephony", "sip:127.0.0.1:" + machines.port(name, "sip"),
                                "management", machine.address() + "/health"));
    }

    private Map<String, Object> cc(String name) {
        return Map.of("id", name, "fqdn", name + ".demo.example", "access", access(name));
    }

    private Map<String, Object> access(String name) {
        return Map.of(
                "kind",
                "ssh",
                "host",
                "127.0.0.1",
                "port",
                machines.port(name, "ssh"),
                "user",
                "switchover",
                "hostKeys",
                List.of(machines.machine(name).hostKey()),
                "keyRef",
                "file:" + Landscape.KEY);
    }
}
