package dev.switchover.resilience.measuring.domain;

import dev.switchover.resilience.plan.domain.Definition;
import java.util.List;
import java.util.stream.Stream;

/** Where to look, according to a deployment's definition. */
public final class Probes {

    private Probes() {}

    public static List<Probe> of(Definition definition) {
        var nodes = Stream.of(definition.main(), definition.standby()).flatMap(node -> node.probes().entrySet().stream()
                .map(probe -> new Probe(probe.getKey(), node.id().value(), probe.getValue())));
        var edge =
                Stream.ofNullable(definition.edge()).map(found -> new Probe(Probe.EDGE, found.fqdn(), found.probe()));
        return Stream.concat(nodes, edge).toList();
    }

    /** What is looked at, each once. */
    public static List<String> things(Definition definition) {
        return of(definition).stream().map(Probe::thing).distinct().sorted().toList();
    }
}
