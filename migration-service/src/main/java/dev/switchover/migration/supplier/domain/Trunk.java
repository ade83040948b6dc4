package dev.switchover.migration.supplier.domain;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.SupplierCommand.StartRegistrationMove;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveStarted;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a trunk stands: no more than decisions need to know. {@code epoch} rises each time its registration is taken. */
record Trunk(
        TrunkSettings settings,
        List<NodeId> nodes,
        @Nullable Move lastMove,
        long epoch) {

    enum Phase {
        RELEASING,
        TAKING,
        RESTORING,
        MOVED,
        ABORTED;

        boolean open() {
            return this == RELEASING || this == TAKING || this == RESTORING;
        }
    }

    /** The latest move of the registration, open or not, and by what evidence it was released, and taken or restored. */
    record Move(
            int number,
            String migration,
            NodeId from,
            NodeId to,
            Phase phase,
            @Nullable String released,
            @Nullable String taken) {

        static Move started(RegistrationMoveStarted event) {
            return new Move(event.move(), event.migration(), event.from(), event.to(), Phase.RELEASING, null, null);
        }

        Move in(Phase now) {
            return new Move(number, migration, from, to, now, released, taken);
        }

        Move releasedBy(String evidence) {
            return new Move(number, migration, from, to, Phase.TAKING, evidence, taken);
        }

        Move takenBy(String evidence, Phase now) {
            return new Move(number, migration, from, to, now, released, evidence);
        }

        /** Whether it can be called off, and would be if the registration is to stay on the node. */
        boolean leadsAway(NodeId stay) {
            return (phase == Phase.RELEASING || phase == Phase.TAKING) && !to.equals(stay);
        }

        /** What can be done with it now, or after it. */
        String next(TrunkRef trunk) {
            var path = "POST /migrations/%s/registrations/%s/".formatted(migration, trunk);
            return switch (phase) {
                case RELEASING ->
                    "Say first that %1$s has released it: %2$sreleased; or give the move up: %2$sabort."
                            .formatted(from, path);
                case TAKING ->
                    "Say that %1$s has taken it: %2$staken; or give the move up: %2$sabort.".formatted(to, path);
                case RESTORING -> "Say that %s has taken it again: %srestored.".formatted(from, path);
                case MOVED, ABORTED ->
                    "It is over. As long as the source stays, %1$smove starts another, %1$smove-back one back to the source."
                            .formatted(path);
            };
        }

        /** Whether nobody has it any more, and each of its ends is gone. */
        boolean isStranded(GoneNodes gone) {
            return switch (phase) {
                case RELEASING -> gone.haveRemoved(List.of(from)) && gone.has(to);
                case TAKING -> gone.has(from) && gone.has(to);
                case RESTORING -> gone.has(from);
                case MOVED, ABORTED -> false;
            };
        }

        /** Forward, if it would go back to what is gone; back, if it would go on there. */
        String wayOff(TrunkRef trunk, GoneNodes gone) {
            var path = "POST /migrations/%s/registrations/%s/".formatted(migration, trunk);
            if (gone.has(to)) {
                return "Give the move up, so that %s has it: %sabort.".formatted(from, path);
            }
            return phase == Phase.RELEASING
                    ? "Let it go on to %1$s: say that %2$s has released it, %3$sreleased, then %3$staken."
                            .formatted(to, from, path)
                    : "Let it go on: say that %s has taken it, %staken.".formatted(to, path);
        }

        void demandOf(String wanted, TrunkRef trunk) {
            if (!migration.equals(wanted)) {
                throw Rejection.conflict(
                                "registration-move-not-running",
                                "Move %d of trunk %s is one of migration %s, not of %s."
                                        .formatted(number, trunk.trunk(), migration, wanted))
                        .at("migration", migration, wanted)
                        .remedy(
                                phase.open()
                                        ? next(trunk)
                                        : "It is over. POST /migrations/%s/registrations/%s/move starts one of migration %1$s."
                                                .formatted(wanted, trunk));
            }
        }

        NodeId endsOn(NodeId stay) {
            return leadsAway(stay) || phase == Phase.RESTORING ? from : to;
        }

        boolean answers(StartRegistrationMove command, List<NodeId> nodes) {
            return (phase == Phase.RELEASING
                            || phase == Phase.TAKING
                            || (phase == Phase.MOVED && nodes.equals(List.of(to))))
                    && from.equals(command.from())
                    && to.equals(command.to())
                    && migration.equals(command.migration());
        }
    }

    static Trunk added(TrunkSettings settings, List<NodeId> nodes) {
        return new Trunk(settings, List.copyOf(nodes), null, 1);
    }

    int nextMove() {
        return lastMove == null ? 1 : lastMove.number() + 1;
    }

    Trunk with(TrunkSettings right) {
        return new Trunk(right, nodes, lastMove, epoch);
    }

    Trunk on(List<NodeId> now) {
        return new Trunk(settings, List.copyOf(now), lastMove, epoch);
    }

    Trunk moving(Move move) {
        return new Trunk(settings, nodes, move, epoch);
    }

    Trunk released(String evidence) {
        return new Trunk(settings, List.of(), lastMove == null ? null : lastMove.releasedBy(evidence), epoch);
    }

    Trunk aborted(Phase phase) {
        return new Trunk(settings, nodes, lastMove == null ? null : lastMove.in(phase), epoch);
    }

    Trunk taken(Phase phase, NodeId node, long newEpoch, String evidence) {
        var taken = lastMove == null ? null : lastMove.takenBy(evidence, phase);
        return new Trunk(settings, List.of(node), taken, newEpoch);
    }

    Optional<Move> openMove() {
        return Optional.ofNullable(lastMove).filter(move -> move.phase().open());
    }

    /** Whether it is on no node, or on removed ones only, and a move could bring it to none that stays. */
    boolean isStranded(GoneNodes gone) {
        return settings.exclusive()
                && openMove().map(move -> move.isStranded(gone)).orElseGet(() -> gone.haveRemoved(nodes));
    }

    /** What can be done with a move now, or after it, short of what nodes that are gone rule out. */
    String next(TrunkRef ref, Move move, GoneNodes gone) {
        var ruledOut = gone.has(move.from()) || (move.phase() != Phase.RESTORING && gone.has(move.to()));
        return move.phase().open() && ruledOut ? wayOff(ref, gone) : move.next(ref);
    }

    /** What is left to do where something would register it on a node that is gone. */
    String wayOff(TrunkRef ref, GoneNodes gone) {
        return isStranded(gone) || lastMove == null ? enterIt(ref) : lastMove.wayOff(ref, gone);
    }

    private static String enterIt(TrunkRef ref) {
        return "Say on which node it is registered now: PUT /suppliers/%s/trunks/%s/nodes."
                .formatted(ref.supplier().value(), ref.trunk());
    }

    void demandNotMoving(TrunkRef ref) {
        openMove().ifPresent(move -> {
            throw Rejection.conflict(
                            "registration-move-in-progress",
                            "The registration is being moved from %s to %s.".formatted(move.from(), move.to()))
                    .remedy(move.next(ref));
        });
    }

    void demandSame(TrunkSettings wanted, List<NodeId> wantedNodes) {
        if (!settings.equals(wanted) || !nodes.equals(wantedNodes)) {
            throw Rejection.conflict("exists-with-other-content", "The trunk exists with other content.")
                    .differs(
                            "cluster",
                            settings.cluster().value(),
                            wanted.cluster().value())
                    .differs("authorisation", settings.authorisation(), wanted.authorisation())
                    .differs("registrar", settings.registrar(), wanted.registrar())
                    .differs("login", settings.login(), wanted.login())
                    .differs("policy", settings.policy(), wanted.policy())
                    .differs("accounts", shown(settings), shown(wanted))
                    .differs("nodes", nodes, wantedNodes)
                    .remedy("Change its nodes with PUT, correct it, choose another id, or repeat with what is stored.");
        }
    }

    private static List<String> shown(TrunkSettings settings) {
        return settings.accounts().stream().map(Account::shown).toList();
    }

    /** An exclusive registration is released before it is taken, so its node changes by a move only. */
    void demandNoMoveNeeded(TrunkRef ref) {
        if (settings.exclusive()) {
            throw Rejection.conflict(
                            "registration-must-be-moved",
                            "The registration is active on %s and may not jump to another node.".formatted(nodes))
                    .remedy(
                            "%s If it never was there, and was entered wrong, correct the trunk: POST /suppliers/%s/trunks/%s/correct. %s"
                                    .formatted(moveIt(ref), ref.supplier().value(), ref.trunk(), ref.offRemovedNode()));
        }
    }

    /** A person has said that it was taken where it is. */
    private boolean confirmed() {
        return epoch > 1;
    }

    private Rejection mustBeMoved(TrunkRef ref) {
        return Rejection.conflict(
                        "registration-must-be-moved",
                        "That the registration was taken on %s was confirmed, not entered.".formatted(nodes))
                .remedy(moveIt(ref) + " " + ref.offRemovedNode());
    }

    /** The trunk knows of no migration that has not moved it yet. */
    static String moveIt(TrunkRef ref) {
        return "Move the registration within the cluster's migration M, which GET /migrations names: POST /migrations/M/registrations/%s/move, or …/move-back to the source; it is released before it is taken."
                .formatted(ref);
    }

    /** Where it is once somebody has confirmed that it was taken there, nobody has entered wrong. */
    List<NodeId> correctedTo(List<NodeId> right, TrunkSettings then, TrunkRef ref) {
        if (nodes.equals(right)) {
            return nodes;
        }
        if (!then.exclusive()) {
            throw Rejection.conflict("registration-not-exclusive", "Nothing has to be released first on this trunk.")
                    .at("nodes", "of a registration on one node at a time", right, "Left out")
                    .remedy("Change its node list instead: PUT …/nodes.");
        }
        if (confirmed()) {
            throw mustBeMoved(ref).at("nodes", "of a registration that was never moved", right, "Left out");
        }
        return right;
    }

    void demandMovable(StartRegistrationMove command) {
        if (!settings.exclusive()) {
            throw Rejection.conflict("registration-not-exclusive", "Nothing has to be released first on this trunk.")
                    .remedy("Change its node list instead: PUT /suppliers/%s/trunks/%s/nodes."
                            .formatted(command.supplierId().value(), command.trunk()));
        }
        demandNotMoving(new TrunkRef(command.supplierId(), command.trunk()));
        if (!nodes.equals(List.of(command.from()))) {
            throw Rejection.conflict(
                            "registration-not-on-source",
                            "The registration is active on %s, not on %s.".formatted(nodes, command.from()))
                    .remedy(
                            "Where it is: GET /suppliers/%2$s/trunks/%3$s. POST /migrations/%1$s/registrations/%2$s/%3$s/move takes it from the migration's source to its target, POST /migrations/%1$s/registrations/%2$s/%3$s/move-back from the target to the source. %4$s"
                                    .formatted(
                                            command.migration(),
                                            command.supplierId().value(),
                                            command.trunk(),
                                            new TrunkRef(command.supplierId(), command.trunk()).offRemovedNode()));
        }
    }
}
