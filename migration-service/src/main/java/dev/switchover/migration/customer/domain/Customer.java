package dev.switchover.migration.customer.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.customer.domain.CustomerCommand.AddCustomer;
import dev.switchover.migration.customer.domain.CustomerCommand.AnnounceMove;
import dev.switchover.migration.customer.domain.CustomerCommand.ConfirmDrain;
import dev.switchover.migration.customer.domain.CustomerCommand.ConfirmMove;
import dev.switchover.migration.customer.domain.CustomerCommand.CorrectCustomer;
import dev.switchover.migration.customer.domain.CustomerCommand.RevertMove;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerCorrected;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerDrained;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveAnnounced;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveCalledOff;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoved;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMovedBack;
import dev.switchover.migration.customer.domain.CustomerState.Announced;
import dev.switchover.migration.customer.domain.CustomerState.Assigned;
import dev.switchover.migration.customer.domain.CustomerState.Moved;
import dev.switchover.migration.customer.domain.CustomerState.Unknown;
import java.time.Instant;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/**
 * One customer, from the node he was added on to the node he moves to. {@code decide} refuses or applies; {@code evolve}
 * remembers. Commands reach it through the claims room, which first makes sure of the node.
 */
@AggregateRoot(type = "Customer")
public class Customer {

    @AggregateIdentifier
    private CustomerId id;

    private @Nullable CustomerAdded added;

    private CustomerState state = new Unknown();

    /** When he first moved away from the node he was added on; known also after he was put back. */
    private @Nullable Instant firstLeft;

    /** For Axon, which then replays the events; {@code decide} makes a customer of it. */
    public Customer() {}

    /** A customer known to be new: nothing is read before it is written. */
    public static Customer adding(AddCustomer command) {
        var customer = new Customer();
        customer.decide(command);
        return customer;
    }

    /** The same again changes nothing; other content under the same id is refused. */
    public void decide(AddCustomer command) {
        var event = NewCustomer.checked(command);
        if (added == null) {
            apply(event);
        } else if (!added.equals(event)) {
            throw Rejection.conflict(
                            "customer-exists-with-other-content",
                            "Customer " + id.value() + " exists with other content")
                    .differs("party", added.party(), event.party())
                    .differs("reachedBy", added.reachedBy(), event.reachedBy())
                    .differs("domain", added.domain(), event.domain())
                    .differs("cluster", added.cluster(), event.cluster())
                    .differs("node", added.node(), event.node())
                    .differs("onSourceSince", added.onSourceSince(), event.onSourceSince())
                    .differs("timeZone", added.timeZone(), event.timeZone());
        }
    }

    /** Called by the claims room, which makes sure that no wave counts on what its letters say, and that nothing is closed. */
    public void decide(CorrectCustomer command) {
        requireText(command.reason(), "reason-missing", "Say why the customer is corrected");
        if (state instanceof Unknown) {
            throw unknown(command);
        }
        if (command.ofLetters() && state instanceof Announced(var move)) {
            throw inOpenWave(
                    command,
                    "Customer %s was told to move, by wave %s of migration %s."
                            .formatted(id.value(), move.wave(), move.migration()),
                    "Revert his move, correct him, and announce it again.");
        }
        requireBeforeFirstMove(command.onSourceSince());
        var right = NewCustomer.corrected(known(), command);
        if (!right.equals(known())) {
            apply(CustomerCorrected.of(right, command.reason()));
        }
    }

    /** What goes by his party and by how he is reached stays as it was decided. */
    public static Rejection inOpenWave(CorrectCustomer command, String detail, String remedy) {
        var rule = "of a customer who is in no open wave";
        var refusal = Rejection.conflict("customer-in-open-wave", detail).remedy(remedy);
        if (command.party() != null) {
            refusal = refusal.at("party", rule, command.party());
        }
        if (command.reachedBy() != null) {
            refusal = refusal.at("reachedBy", rule, command.reachedBy());
        }
        return command.domain() == null ? refusal : refusal.at("domain", rule, command.domain());
    }

    /** Whoever moved away from a node was there by then: also who was put back since, or who moved on. */
    private void requireBeforeFirstMove(@Nullable Instant since) {
        if (since != null && firstLeft != null && !since.isBefore(firstLeft)) {
            throw Rejection.invalid(
                            "invalid-on-source-since",
                            "He moved away from %s at %s, so he was there before.".formatted(firstNode(), firstLeft))
                    .at(
                            "onSourceSince",
                            "before the first move",
                            since,
                            "Write a day or time before " + firstLeft + ", when he first moved.");
        }
    }

    public void decide(AnnounceMove command) {
        switch (state) {
            case Assigned(var node) -> announce(command, node);
            case Announced(var move) -> announceAgain(command, move);
            case Moved(var told, var move, var drained)
            when isOf(move, command.migration()) -> demandSameWave(command, move.wave());
            case Moved(var told, var move, var drained) -> announce(command, move.to());
            case Unknown unknown -> throw unknown(command);
        }
    }

    public void decide(ConfirmMove command) {
        requireText(command.evidence(), "evidence-missing", "Say what shows that the customer uses the new node");
        switch (state) {
            case Announced(var move) when move.migration().equals(command.migration()) -> apply(moved(move, command));
            case Moved(var told, var move, var drained)
            when isOf(move, command.migration()) -> demandSaidSo(command, move);
            case Announced announced -> throw ofAnotherMigration();
            case Assigned assigned -> throw notAnnounced("has moved");
            case Moved moved -> throw notAnnounced("has moved");
            case Unknown unknown -> throw unknown(command);
        }
    }

    public void decide(ConfirmDrain command) {
        requireText(command.evidence(), "evidence-missing", "Say what shows that nothing new was seen on the old node");
        if (!(state instanceof Moved(var told, var move, var drained)) || !isOf(move, command.migration())) {
            throw Rejection.conflict("customer-not-moved", "Customer " + id.value() + " has not moved yet");
        }
        if (command.drainedAt().isBefore(move.movedAt().plus(move.drain()))) {
            throw Rejection.conflict(
                    "drain-time-not-over",
                    "The drain time ends " + move.movedAt().plus(move.drain()));
        }
        if (!drained) {
            apply(new CustomerDrained(
                    id, move.migration(), move.wave(), move.from(), command.evidence(), command.drainedAt()));
        }
    }

    public void decide(RevertMove command) {
        requireText(command.reason(), "reason-missing", "Say why the customer goes back");
        switch (state) {
            case Announced(var move)
            when move.migration().equals(command.migration()) -> apply(calledOff(move, command));
            case Moved(var told, var move, var drained)
            when isOf(move, command.migration()) -> apply(movedBack(told, move, command));
            case Announced announced -> throw ofAnotherMigration();
            case Moved moved -> throw ofAnotherMigration();
            case Assigned assigned -> {} // is where he was: fine
            case Unknown unknown -> throw unknown(command);
        }
    }

    /** Whether he follows a domain name, and the migration has yet to tell him to move. */
    public boolean isToFollowHisName(String migration) {
        return known().reachedBy() == ReachedBy.DOMAIN
                && switch (state) {
                    case Assigned assigned -> true;
                    case Moved(var told, var move, var drained) -> !isOf(move, migration);
                    case Announced announced -> false;
                    case Unknown unknown -> false;
                };
    }

    public String cluster() {
        return known().cluster();
    }

    /** The node he was added on: his time there is what is settled first. */
    public String firstNode() {
        return known().node();
    }

    /** The node a {@link ConfirmMove} puts the customer on; the present one if no move is announced. */
    public String nodeAfterMove() {
        return state instanceof Announced(var move) ? move.to() : node();
    }

    /** The node a {@link RevertMove} puts the customer on, or leaves it on. */
    public String nodeAfterRevert() {
        return state instanceof Moved(var told, var move, var drained) ? move.from() : node();
    }

    private String node() {
        return switch (state) {
            case Unknown unknown -> known().node();
            case Assigned(var node) -> node;
            case Announced(var move) -> move.from();
            case Moved(var told, var move, var drained) -> move.to();
        };
    }

    private void announce(AnnounceMove command, String node) {
        if (!node.equals(command.from()) || node.equals(command.to())) {
            throw Rejection.conflict(
                    "customer-not-on-source",
                    "Customer " + id.value() + " is on " + node + ", not on " + command.from());
        }
        apply(announced(command));
    }

    private void announceAgain(AnnounceMove command, CustomerMoveAnnounced move) {
        if (!move.migration().equals(command.migration())) {
            throw ofAnotherMigration();
        }
        demandSameWave(command, move.wave());
        var again = announced(command);
        if (!again.equals(move)) {
            announce(command, move.from());
        }
    }

    /** He may be a member of several waves, one of which was put back and began again: the first that tells him does. */
    private static void demandSameWave(AnnounceMove command, String wave) {
        if (!wave.equals(command.wave())) {
            throw Rejection.conflict("customer-told-in-other-wave", "Was told before in wave %s.".formatted(wave))
                    .remedy(
                            "Read his wave: GET /migrations/%s/waves/%s. Revert his move first if another date is to hold."
                                    .formatted(command.migration(), wave));
        }
    }

    private CustomerMoveAnnounced announced(AnnounceMove command) {
        var customer = known();
        return new CustomerMoveAnnounced(
                id,
                command.migration(),
                command.wave(),
                customer.party(),
                customer.reachedBy(),
                customer.domain(),
                command.from(),
                command.fromAddress(),
                command.to(),
                command.toAddress(),
                command.due());
    }

    private static CustomerMoved moved(CustomerMoveAnnounced move, ConfirmMove command) {
        return new CustomerMoved(
                move.customerId(),
                move.migration(),
                move.wave(),
                move.party(),
                move.from(),
                move.to(),
                command.proof(),
                command.evidence(),
                command.movedAt(),
                command.drain());
    }

    private static CustomerMoveCalledOff calledOff(CustomerMoveAnnounced move, RevertMove command) {
        return new CustomerMoveCalledOff(
                move.customerId(),
                move.migration(),
                move.wave(),
                move.party(),
                move.reachedBy(),
                move.domain(),
                move.from(),
                move.fromAddress(),
                command.reason(),
                move.due());
    }

    /** He is told in the way that is known to be right by now. */
    private CustomerMovedBack movedBack(CustomerMoveAnnounced told, CustomerMoved move, RevertMove command) {
        var customer = known();
        return new CustomerMovedBack(
                move.customerId(),
                move.migration(),
                move.wave(),
                customer.party(),
                customer.reachedBy(),
                customer.domain(),
                move.to(),
                move.from(),
                told.fromAddress(),
                command.reason(),
                command.revertedAt());
    }

    @EventSourcingHandler
    void evolve(CustomerEvent event) {
        id = event.customerId();
        if (event instanceof CustomerAdded first) {
            added = first;
        } else if (event instanceof CustomerCorrected right) {
            added = right.asAdded();
        }
        if (event instanceof CustomerMoved moved && firstLeft == null) {
            firstLeft = moved.movedAt();
        }
        state = CustomerState.after(state, event);
    }

    private CustomerAdded known() {
        if (added == null) {
            throw new IllegalStateException("a customer's first event is CustomerAdded");
        }
        return added;
    }

    private static boolean isOf(CustomerMoved move, String migration) {
        return move.migration().equals(migration);
    }

    /** Told twice is fine; other evidence would not be kept. */
    private void demandSaidSo(ConfirmMove command, CustomerMoved move) {
        if (!command.evidence().equals(move.evidence())) {
            throw Rejection.conflict(
                            "already-said-otherwise",
                            "Customer %s is known to have moved already, by other evidence.".formatted(id.value()))
                    .differs("evidence", move.evidence(), command.evidence())
                    .remedy(
                            "What was said first stands. If he has not moved: POST /migrations/%1$s/customers/%2$s/revert, then %2$s/announce."
                                    .formatted(move.migration(), id.value()));
        }
    }

    private Rejection notAnnounced(String what) {
        return Rejection.conflict(
                        "move-not-announced",
                        "Customer " + id.value() + " was not told to move: cannot say that he " + what)
                .at("customer", "told to move", id.value(), "A member of a wave that was started")
                .remedy("Plan a wave with customer " + id.value() + " and start it: POST …/waves, then …/start.");
    }

    private Rejection ofAnotherMigration() {
        return Rejection.conflict(
                "customer-in-other-migration", "Customer " + id.value() + " moves in another migration");
    }

    private static Rejection unknown(CustomerCommand command) {
        return Rejection.notFound(
                "customer-not-found",
                "No customer has the id " + command.customerId().value());
    }

    private static void requireText(String text, String problem, String detail) {
        if (text.isBlank()) {
            throw Rejection.invalid(problem, detail).at(problem.replace("-missing", ""), "not blank", text, detail);
        }
    }
}
