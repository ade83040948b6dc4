package dev.switchover.migration.supplier.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.SupplierCommand.AbortRegistrationMove;
import dev.switchover.migration.supplier.domain.SupplierCommand.AddSupplier;
import dev.switchover.migration.supplier.domain.SupplierCommand.AddTrunk;
import dev.switchover.migration.supplier.domain.SupplierCommand.ChangeTrunkNodes;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmReleased;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmRestored;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmTaken;
import dev.switchover.migration.supplier.domain.SupplierCommand.CorrectSupplier;
import dev.switchover.migration.supplier.domain.SupplierCommand.CorrectTrunk;
import dev.switchover.migration.supplier.domain.SupplierCommand.StartRegistrationMove;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveAborted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveStarted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoved;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationReleased;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationRestored;
import dev.switchover.migration.supplier.domain.SupplierEvent.SupplierAdded;
import dev.switchover.migration.supplier.domain.SupplierEvent.SupplierCorrected;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkAdded;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkCorrected;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkNodesChanged;
import dev.switchover.migration.supplier.domain.Trunk.Move;
import dev.switchover.migration.supplier.domain.Trunk.Phase;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A supplier and its trunks. A registration whose policy is exclusive changes its node by a move only: released on the
 * old node before it is taken on the new.
 */
@AggregateRoot(type = "Supplier")
public class Supplier {

    @AggregateIdentifier
    private SupplierId id;

    private SupplierState state = SupplierState.none();

    /** For Axon, which then replays the events. */
    Supplier() {}

    /** True if the supplier is new; false if the same was asked before. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean decide(AddSupplier command) {
        var added = new SupplierAdded(command.supplierId(), command.party(), command.name());
        if (state.added() == null) {
            apply(added);
            return true;
        }
        if (!state.added().equals(added)) {
            throw Rejection.conflict("exists-with-other-content", "%s exists with other content.".formatted(id))
                    .differs("party", state.added().party(), added.party())
                    .differs("name", state.added().name(), added.name());
        }
        return false;
    }

    /** Called by the claims room, which makes sure that nothing is awaited from the party it had. */
    public void decide(CorrectSupplier command) {
        demandReason(command.reason());
        var known = Objects.requireNonNull(state.added());
        var party = Objects.requireNonNullElse(command.party(), known.party());
        var name = Objects.requireNonNullElse(command.name(), known.name());
        if (!known.equals(new SupplierAdded(id, party, name))) {
            apply(new SupplierCorrected(id, party, name, command.reason()));
        }
    }

    /** True if the trunk is new; false if the same was asked before. Called by the claims room, which knows the nodes. */
    public boolean decide(AddTrunk command) {
        var nodes = ordered(command.nodes());
        var known = state.trunk(command.trunk());
        if (known.isPresent()) {
            known.get().demandSame(command.settings(), nodes);
            return false;
        }
        command.settings().demandComplete();
        command.settings().demandAllowed(nodes);
        apply(new TrunkAdded(id, command.trunk(), command.settings(), nodes));
        return true;
    }

    public TrunkSettings settingsOf(TrunkId trunk) {
        return trunk(trunk).settings();
    }

    /** What a correction makes of the trunk, for the claims room to look at before. */
    public TrunkSettings asCorrected(CorrectTrunk command) {
        return trunk(command.trunk()).settings().corrected(command.right());
    }

    /** Called by the claims room, which knows the logins, the routes, the nodes, and what a migration counts on. */
    public void decide(CorrectTrunk command) {
        demandReason(command.reason());
        var trunk = trunk(command.trunk());
        trunk.demandNotMoving(ref(command.trunk()));
        var right = asCorrected(command);
        right.demandComplete();
        var said = command.right().nodes();
        var nodes = said == null ? trunk.nodes() : trunk.correctedTo(ordered(said), right, ref(command.trunk()));
        right.demandAllowed(nodes);
        if (!right.equals(trunk.settings()) || !nodes.equals(trunk.nodes())) {
            apply(new TrunkCorrected(id, command.trunk(), right, nodes, command.reason()));
        }
    }

    /** Called by the claims room, which knows the nodes, and which of them are {@code gone}. */
    public void decide(ChangeTrunkNodes command, GoneNodes gone) {
        var trunk = trunk(command.trunk());
        var nodes = ordered(command.nodes());
        if (trunk.isStranded(gone)) {
            trunk.settings().demandAllowed(nodes);
            enterAnew(command.trunk(), nodes.getFirst());
            return;
        }
        trunk.demandNotMoving(ref(command.trunk()));
        if (!trunk.nodes().equals(nodes)) {
            trunk.settings().demandAllowed(nodes);
            trunk.demandNoMoveNeeded(ref(command.trunk()));
            apply(new TrunkNodesChanged(id, command.trunk(), nodes));
        }
    }

    /** Nothing is left to be released, so the registration may jump; a move that leads nowhere ends with it. */
    private void enterAnew(TrunkId trunk, NodeId node) {
        var why = "entered on %s: where it was, and was to be, is gone".formatted(node);
        var move = trunk(trunk).openMove();
        if (move.filter(it -> it.phase() != Phase.RESTORING).isPresent()) {
            apply(aborted(trunk, move.get(), why));
        }
        if (trunk(trunk).openMove().isPresent()) {
            apply(restored(trunk, move.get(), node, why));
        } else {
            apply(new TrunkNodesChanged(id, trunk, List.of(node)));
        }
    }

    /** Whether such a move runs or has run, so that asking for it changes nothing. */
    public boolean isMovedBy(StartRegistrationMove command) {
        var trunk = trunk(command.trunk());
        return trunk.lastMove() != null && trunk.lastMove().answers(command, trunk.nodes());
    }

    /** The number of the move that runs or has run. Called by the claims room, which knows the migration. */
    public int decide(StartRegistrationMove command) {
        var trunk = trunk(command.trunk());
        if (isMovedBy(command)) {
            return Objects.requireNonNull(trunk.lastMove()).number(); // asked twice: fine
        }
        trunk.demandMovable(command);
        apply(new RegistrationMoveStarted(
                id, command.trunk(), trunk.nextMove(), command.migration(), command.from(), command.to()));
        return trunk.nextMove();
    }

    @CommandHandler
    void decide(ConfirmReleased command) {
        var move = move(command.trunk(), command.move());
        switch (move.phase()) {
            case RELEASING ->
                apply(new RegistrationReleased(
                        id,
                        command.trunk(),
                        move.number(),
                        move.migration(),
                        move.from(),
                        move.to(),
                        command.evidence()));
            case TAKING, MOVED -> demandSaidSo(command.trunk(), move, move.released(), command.evidence());
            case RESTORING, ABORTED -> throw notInPhase(command.trunk(), move, GoneNodes.NONE);
        }
    }

    /** Called by the claims room, which knows the nodes that are {@code gone}. */
    public void decide(ConfirmTaken command, GoneNodes gone) {
        var move = move(command.trunk(), command.move());
        switch (move.phase()) {
            case TAKING -> {
                demandStays(move.to(), command.trunk(), gone);
                apply(new RegistrationMoved(
                        id,
                        command.trunk(),
                        move.number(),
                        move.migration(),
                        move.from(),
                        move.to(),
                        trunk(command.trunk()).epoch() + 1,
                        command.evidence()));
            }
            case MOVED -> demandSaidSo(command.trunk(), move, move.taken(), command.evidence());
            case RELEASING, RESTORING, ABORTED -> throw notInPhase(command.trunk(), move, gone);
        }
    }

    /** Called by the claims room, which knows the nodes that are {@code gone}. */
    public void decide(AbortRegistrationMove command, GoneNodes gone) {
        var move = move(command.trunk(), command.move());
        switch (move.phase()) {
            case RELEASING, TAKING -> {
                demandStays(move.from(), command.trunk(), gone);
                apply(aborted(command.trunk(), move, command.reason()));
            }
            case RESTORING, ABORTED -> {} // asked twice: fine
            case MOVED -> throw notInPhase(command.trunk(), move, gone);
        }
    }

    /** Where a registration on its way ends, if what leads away from the node is called off. */
    public Optional<NodeId> endsOn(TrunkId trunk, NodeId stay) {
        return Optional.ofNullable(trunk(trunk).lastMove())
                .filter(move -> move.phase().open())
                .map(move -> move.endsOn(stay));
    }

    /** Calls off what leads away from the node; what is on its way there goes on. */
    public void decide(AbortRegistrationMove command, NodeId stay) {
        if (move(command.trunk(), command.move()).leadsAway(stay)) {
            decide(command, GoneNodes.NONE);
        }
    }

    /** Called by the claims room, which knows the nodes that are {@code gone}. */
    public void decide(ConfirmRestored command, GoneNodes gone) {
        var move = move(command.trunk(), command.move());
        switch (move.phase()) {
            case RESTORING -> {
                demandStays(move.from(), command.trunk(), gone);
                apply(restored(command.trunk(), move, move.from(), command.evidence()));
            }
            case ABORTED -> demandSaidSo(command.trunk(), move, move.taken(), command.evidence());
            case RELEASING, TAKING, MOVED -> throw notInPhase(command.trunk(), move, gone);
        }
    }

    private void demandStays(NodeId node, TrunkId trunk, GoneNodes gone) {
        if (gone.has(node)) {
            throw Rejection.conflict(
                            "node-being-removed",
                            "Node %s is past its release, or removed: nothing is registered there.".formatted(node))
                    .remedy(trunk(trunk).wayOff(ref(trunk), gone));
        }
    }

    private RegistrationMoveAborted aborted(TrunkId trunk, Move move, String reason) {
        return new RegistrationMoveAborted(
                id, trunk, move.number(), move.migration(), move.from(), move.phase() == Phase.TAKING, reason);
    }

    private RegistrationRestored restored(TrunkId trunk, Move move, NodeId node, String evidence) {
        return new RegistrationRestored(
                id, trunk, move.number(), move.migration(), node, trunk(trunk).epoch() + 1, evidence);
    }

    @EventSourcingHandler
    void evolve(SupplierEvent event) {
        id = event.supplierId();
        state = state.after(event);
    }

    private Trunk trunk(TrunkId wanted) {
        return state.trunk(wanted)
                .orElseThrow(() -> Rejection.notFound("trunk-not-found", "%s has no trunk %s.".formatted(id, wanted)));
    }

    private Move move(TrunkId trunk, WhichMove which) {
        var move = trunk(trunk).lastMove();
        if (move == null || (which.number() != null && move.number() != which.number())) {
            throw Rejection.conflict(
                            "registration-move-not-running", "Trunk %s of %s has no such move.".formatted(trunk, id))
                    .remedy(Trunk.moveIt(ref(trunk)));
        }
        if (which.migration() != null) {
            move.demandOf(which.migration(), ref(trunk));
        }
        return move;
    }

    /** Asked twice is fine; other evidence would not be kept. */
    private static void demandSaidSo(TrunkId trunk, Move move, @Nullable String said, String again) {
        if (said != null && !said.equals(again)) {
            throw Rejection.conflict(
                            "already-said-otherwise",
                            "That of move %d of trunk %s was said already, by other evidence."
                                    .formatted(move.number(), trunk))
                    .differs("evidence", said, again)
                    .remedy("Nothing to do: what was said first stands.");
        }
    }

    private TrunkRef ref(TrunkId trunk) {
        return new TrunkRef(id, trunk);
    }

    private static void demandReason(String reason) {
        if (reason.isBlank()) {
            throw Rejection.invalid("reason-missing", "Say what shows that it was entered wrong.")
                    .at("reason", "not blank", reason);
        }
    }

    private static List<NodeId> ordered(List<NodeId> nodes) {
        return nodes.stream().distinct().sorted().toList();
    }

    private Rejection notInPhase(TrunkId trunk, Move move, GoneNodes gone) {
        return Rejection.conflict(
                        "registration-move-not-running",
                        "Move %d of trunk %s is %s.".formatted(move.number(), trunk, move.phase()))
                .remedy(trunk(trunk).next(ref(trunk), move, gone));
    }
}
