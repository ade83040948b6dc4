package dev.switchover.resilience.deployment.view;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.plan.domain.Definition;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A definition as it is written: what was read can be put back. */
public record DefinitionView(
        String party,
        @Nullable String operatorsParty,
        List<Group> groups,
        boolean holdsData,
        Definition.Node main,
        Definition.Node standby,
        Definition.@Nullable Cc cc,
        List<Mds> mds,
        Definition.@Nullable Edge edge,
        Duration drain,
        Duration follow,
        boolean drill) {

    public record Mds(String id) {}

    static DefinitionView of(Definition definition) {
        return new DefinitionView(
                definition.party(),
                definition.operatorsParty(),
                definition.groups(),
                definition.holdsData(),
                definition.main(),
                definition.standby(),
                definition.cc(),
                definition.mds().stream().map(Mds::new).toList(),
                definition.edge(),
                definition.drain(),
                definition.follow(),
                definition.drill());
    }
}
