package dev.switchover.local.takeover;

import static dev.switchover.local.takeover.Scene.done;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchover.local.landscape.Landscape;
import java.time.Duration;
import java.util.List;

/** Failover and failback as planned, while people call and change settings all the time. */
final class Planned {

    private static final Duration GAP = Duration.ofSeconds(2);
    private static final int CALLS = 5;

    /** Until the first look; nothing is stopped in the first steps. */
    private static final Duration BLIND = Duration.ofSeconds(2);

    private final Scene scene;
    private final Landscape machines;

    Planned(Scene scene) {
        this.scene = scene;
        this.machines = scene.machines();
    }

    void play() {
        scene.report().step("failover as planned", () -> over("FAILOVER", Landscape.MAIN, Landscape.STANDBY));
        scene.report().step("failback as planned", () -> over("FAILBACK", Landscape.STANDBY, Landscape.MAIN));
    }

    private void over(String direction, String from, String to) {
        try (var writer = Writer.through(machines.machine(Landscape.EDGE).address())) {
            var calls = Calls.on(machines.port(from, "sip"), CALLS);
            switchOver(direction, calls);
            var lost = writer.lost(machines.machine(to).address());
            scene.expect(
                    "no acknowledged change of settings is lost",
                    lost.isEmpty() && writer.count() > 0,
                    writer.count() + " acknowledged, lost " + lost);
        }
        scene.expectServed(to, List.of("data", "management", "telephony"));
        followers(to);
        measured();
    }

    private void switchOver(String direction, Calls calls) {
        var plan = done(scene.operator()
                .post(scene.at("/switchovers?dryRun=true"), "{\"direction\": \"%s\"}".formatted(direction)));
        var accepted = scene.operator()
                .post(
                        scene.at("/switchovers"),
                        "{\"direction\": \"%s\", \"planHash\": \"%s\"}"
                                .formatted(
                                        direction, plan.body().path("planHash").asText()));
        done(accepted);
        Scene.until("the old node takes no new calls", calls::refused);
        var cut = calls.hangUp();
        scene.expect("calls in progress end as their callers wish", cut == 0, CALLS + " calls, " + cut + " cut");
        var ended = scene.ended(accepted);
        scene.expect(
                direction.toLowerCase(java.util.Locale.ROOT) + " succeeds",
                ended.path("outcome").asText().equals("SUCCEEDED"),
                ended.path("outcome").asText() + " after " + ended.path("steps").size() + " steps");
    }

    private void followers(String to) {
        var cc = to.equals(Landscape.MAIN) ? Landscape.CC_MAIN : Landscape.CC_STANDBY;
        Scene.until("CC has followed", () -> scene.machines().ccActive().equals(List.of(cc)));
        scene.expect("the CC node of that side serves", true, cc);
        for (var mds : Landscape.MDS) {
            var said = Web.text(machines.machine(mds).address() + "/registration");
            scene.expect("it is registered at " + mds, said.startsWith("registered=" + to + " "), said.strip());
        }
        var through = Web.node(machines.machine(Landscape.EDGE).address() + "/health");
        scene.expect("the Edge leads there", through.equals(to), through);
    }

    private void measured() {
        var path = "/switchovers/" + scene.lastSwitchover() + "/report";
        Scene.until(
                "it is measured", () -> figure(scene.read(path), "telephony").has("gap"));
        var report = scene.read(path);
        var telephony = figure(report, "telephony");
        var management = figure(report, "management");
        scene.expect(
                "no probe of telephony is lost",
                telephony.path("lost").asInt(-1) == 0
                        && telephony.path("probes").asInt() > 0,
                "%s of %s lost, two nodes took calls for %s"
                        .formatted(
                                telephony.path("lost"),
                                telephony.path("probes"),
                                telephony.path("overlap").asText()));
        var gap = Duration.parse(management.path("gap").asText());
        var unknown = Duration.parse(management.path("unknown").asText());
        scene.report()
                .expectWithin(
                        GAP,
                        "management is away for 2 s at most",
                        gap,
                        "%s; through the Edge %s; nobody looked for %s"
                                .formatted(
                                        gap, figure(report, "edge").path("gap").asText(), unknown));
        scene.report().expectWithin(BLIND, "hardly any time is unknown", unknown, unknown.toString());
    }

    private static JsonNode figure(JsonNode report, String thing) {
        return Scene.stream(report.path("figures"))
                .filter(line -> line.path("predicted").path("thing").asText().equals(thing))
                .map(line -> line.path("measured"))
                .findFirst()
                .orElseThrow();
    }
}
