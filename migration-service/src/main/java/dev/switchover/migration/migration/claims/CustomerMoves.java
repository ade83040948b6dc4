package dev.switchover.migration.migration.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.claims.ClaimedNode;
import dev.switchover.migration.cluster.claims.Nodes;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.customer.domain.Customer;
import dev.switchover.migration.customer.domain.CustomerCommand;
import dev.switchover.migration.customer.domain.CustomerCommand.AnnounceMove;
import dev.switchover.migration.customer.domain.CustomerCommand.ConfirmMove;
import dev.switchover.migration.customer.domain.CustomerCommand.RevertMove;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.Proof;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.Phase;
import dev.switchover.migration.migration.domain.WaveCommand.AnnounceCustomer;
import dev.switchover.migration.migration.domain.WaveCommand.MoveCustomer;
import dev.switchover.migration.migration.domain.WaveCommand.RevertCustomer;
import dev.switchover.migration.migration.domain.WavePhase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;

/**
 * Moves one customer within a running migration. The migration's row is shared meanwhile, so that no removal of the
 * source begins before this is committed.
 */
@Singleton
public class CustomerMoves {

    private static final EnumSet<WavePhase> TOLD = EnumSet.of(WavePhase.ANNOUNCED, WavePhase.COMPLETED);

    private final Commands commands;
    private final Migrations migrations;
    private final Members members;
    private final Nodes nodes;
    private final Aggregates aggregates;
    private final MigrationGates gates;

    CustomerMoves(
            Commands commands,
            Migrations migrations,
            Members members,
            Nodes nodes,
            Aggregates aggregates,
            MigrationGates gates) {
        this.commands = commands;
        this.migrations = migrations;
        this.members = members;
        this.nodes = nodes;
        this.aggregates = aggregates;
        this.gates = gates;
    }

    /** A member of a started wave who was put back is told again. */
    @CommandHandler
    void handle(AnnounceCustomer command) {
        var migration = running(migrations.lockShared(command.migrationId()), "tell customers of");
        if (!command.due().isAfter(command.at())) {
            throw Rejection.invalid(
                            "dates-reversed", "The time until which the customer must have moved has passed already.")
                    .at("due", "in the future", command.due(), "A time after " + command.at())
                    .remedy("Give a due that is still to come.");
        }
        var wave = members.waveOf(command.migrationId(), command.customer());
        if (wave == null
                || !migrations
                        .wave(command.migrationId(), wave)
                        .map(it -> TOLD.contains(it.phase()))
                        .orElse(false)) {
            throw Rejection.conflict(
                            "customer-in-no-started-wave",
                            "Customer " + command.customer() + " is in no wave that was announced.")
                    .remedy(
                            wave == null
                                    ? "Plan a wave with this customer and start it."
                                    : "Start wave %s: it tells each member who is still on the source."
                                            .formatted(wave));
        }
        Rejection.unlessAllPass(gatesBefore(migration, command.customer(), command.at()));
        commands.send(words(migration, wave, command.due()).apply(command.customer()));
    }

    /** Those that stand before telling him; he stays as he is reached until the transaction ends. */
    public Gates gatesBefore(Standing migration, String customer, Instant now) {
        var byName = hold(new CustomerId(customer))
                .invoke(it -> it.isToFollowHisName(migration.migration().value()));
        return byName ? gates.before(Set.of(Guarded.DNS_CUSTOMER), migration, now) : Gates.of();
    }

    /** Until the transaction ends he is as he is. */
    public Aggregate<Customer> hold(CustomerId customer) {
        return aggregates.of(Customer.class).load(customer.toString());
    }

    @CommandHandler
    void handle(MoveCustomer command) {
        var migration = running(migrations.lockShared(command.migrationId()), "move customers of");
        commands.send(new ConfirmMove(
                new CustomerId(command.customer()),
                migration.migration().value(),
                Proof.ATTESTED,
                command.evidence(),
                command.at(),
                migration.drain()));
    }

    @CommandHandler
    void handle(RevertCustomer command) {
        var migration = running(migrations.lockShared(command.migrationId()), "put back customers of");
        commands.send(new RevertMove(
                new CustomerId(command.customer()), migration.migration().value(), command.reason(), command.at()));
    }

    /** What each member of the wave is told; made once for many. */
    public Function<String, CustomerCommand> words(Standing migration, String wave, Instant due) {
        var from = address(migration, migration.source());
        var to = address(migration, migration.target());
        return customer -> new AnnounceMove(
                new CustomerId(customer),
                migration.migration().value(),
                wave,
                migration.source().value(),
                from,
                migration.target().value(),
                to,
                due);
    }

    private String address(Standing migration, NodeId node) {
        return nodes.find(migration.cluster(), node)
                .map(ClaimedNode::address)
                .orElseThrow(() -> new IllegalStateException("no node " + node));
    }

    private static Standing running(Standing migration, String action) {
        if (migration.phase() != Phase.RUNNING) {
            throw Rejection.conflict(
                            "migration-in-wrong-state",
                            "Cannot %s migration %s: it is %s."
                                    .formatted(action, migration.migration().value(), migration.phase()))
                    .at("migration", "RUNNING", migration.phase(), migration.next())
                    .remedy(migration.next());
        }
        return migration;
    }
}
