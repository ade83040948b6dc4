package dev.switchover.migration.supplier.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.supplier.domain.Route;
import dev.switchover.migration.supplier.domain.RouteCommand.ChangeRoute;
import dev.switchover.migration.supplier.domain.RouteCommand.DefineRoute;
import dev.switchover.migration.supplier.domain.RouteCommand.RouteContent;
import dev.switchover.migration.supplier.domain.TrunkRef;
import jakarta.inject.Singleton;
import org.axonframework.commandhandling.CommandHandler;

/** The commands to routes: the trunks are looked up, then the route decides. */
@Singleton
public class RouteCommands {

    private final Aggregates aggregates;
    private final Trunks trunks;

    RouteCommands(Aggregates aggregates, Trunks trunks) {
        this.aggregates = aggregates;
        this.trunks = trunks;
    }

    @CommandHandler
    boolean define(DefineRoute command) throws Exception {
        demandUsable(command.content());
        return aggregates
                .of(Route.class)
                .loadOrCreate(command.routeId().toString(), Route::new)
                .invoke(it -> it.decide(command));
    }

    @CommandHandler
    void change(ChangeRoute command) throws Exception {
        demandUsable(command.content());
        aggregates.of(Route.class).load(command.routeId().toString()).execute(it -> it.decide(command));
    }

    private void demandUsable(RouteContent content) {
        var all = content.trunks().stream().map(trunk -> find(trunk, content)).toList();
        if (content.reserve() && !all.isEmpty() && all.stream().allMatch(ClaimedTrunk::exclusive)) {
            throw Rejection.invalid(
                            "reserve-route-needs-shared-trunk",
                            "Each of these trunks works on one node at a time; a reserve route works on all at once.")
                    .at("trunks", "one that works on several nodes", content.trunks());
        }
    }

    private ClaimedTrunk find(TrunkRef trunk, RouteContent content) {
        return trunks.find(trunk)
                .filter(it -> it.clusterId().equals(content.cluster()))
                .orElseThrow(() -> Rejection.invalid(
                                "trunk-unknown", "%s has no trunk %s.".formatted(content.cluster(), trunk))
                        .at("trunks", "trunks of the cluster", trunk.toString()));
    }
}
