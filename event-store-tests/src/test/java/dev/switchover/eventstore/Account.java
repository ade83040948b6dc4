package dev.switchover.eventstore;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.eventstore.AccountEvent.Credited;
import dev.switchover.eventstore.AccountEvent.Noted;
import dev.switchover.eventstore.AccountEvent.Opened;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** An aggregate to test with: it opens, and ignores a note that it already knows. */
class Account {

    record Open(@TargetAggregateIdentifier String accountId) {}

    record Note(@TargetAggregateIdentifier String accountId, String text) {}

    record NoteAndFail(@TargetAggregateIdentifier String accountId, String text) {}

    record Credit(@TargetAggregateIdentifier String accountId, long amount) {}

    record Withdraw(@TargetAggregateIdentifier String accountId, long amount) {}

    record Look(@TargetAggregateIdentifier String accountId) {}

    @AggregateIdentifier
    private String accountId;

    private String note = "";
    private long balance;

    Account() {}

    @CommandHandler
    Account(Open command) {
        apply(new Opened(command.accountId(), "somebody"));
    }

    @CommandHandler
    boolean decide(Note command) {
        if (note.equals(command.text())) {
            return false;
        }
        apply(new Noted(accountId, command.text()));
        return true;
    }

    @CommandHandler
    void decide(NoteAndFail command) {
        apply(new Noted(accountId, command.text()));
        throw new IllegalStateException("as asked");
    }

    @CommandHandler
    long decide(Credit command) {
        apply(new Credited(accountId, command.amount()));
        return balance;
    }

    @CommandHandler
    long decide(Withdraw command) {
        if (command.amount() > balance) {
            throw new IllegalStateException("only " + balance + " left");
        }
        apply(new Credited(accountId, -command.amount()));
        return balance;
    }

    @CommandHandler
    long decide(Look command) {
        return balance;
    }

    @EventSourcingHandler
    void evolve(AccountEvent event) {
        switch (event) {
            case Opened opened -> accountId = opened.accountId();
            case Noted noted -> note = noted.text();
            case Credited credited -> balance += credited.amount();
        }
    }
}
