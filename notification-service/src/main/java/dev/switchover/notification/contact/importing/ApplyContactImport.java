package dev.switchover.notification.contact.importing;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.kit.operation.Operation.Outcome;
import dev.switchover.notification.contact.claims.PutContact;
import dev.switchover.notification.contact.claims.PutContacts;
import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.letter.claims.Announce;
import dev.switchover.notification.mail.Letter.OperationEnded;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Applies what is staged, chunk by chunk; after an interruption it goes on where it was. */
@Singleton
public class ApplyContactImport implements Deed<String> {

    static final String NAME = "apply-contact-import";
    private static final int CHUNK = 500;
    private static final Party OPERATORS = new Party("operators");

    private final Commands commands;
    private final ImportTable imports;
    private final Clock clock;

    ApplyContactImport(Commands commands, ImportTable imports, Clock clock) {
        this.commands = commands;
        this.imports = imports;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<String> details() {
        return String.class;
    }

    @Override
    public int attempts() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void carryOut(String id, int attempt) {
        int applied;
        do {
            applied = commands.together(() -> chunk(id));
        } while (applied > 0);
        commands.together(() -> {
            imports.end(id, clock.instant()).ifPresent(this::tellOperators);
            return id;
        });
        Log.infof("%s has been applied", id);
    }

    /** Of what did not end well; in the transaction of its end, so that they are told once. */
    private void tellOperators(ImportProgress ended) {
        if (ended.outcome() == Outcome.SUCCEEDED) {
            return;
        }
        var detail = "%d of %d rows refused, %d contacts taken; the refused rows: GET %s"
                .formatted(ended.refusedRows(), ended.rows(), ended.parties(), ImportReport.address(ended.importId()));
        var letter = new OperationEnded(
                ended.importId(),
                ContactImports.KIND,
                ended.outcome().name(),
                ContactImports.SUBJECT,
                detail,
                false,
                clock.instant());
        commands.send(new Announce(ended.importId(), ended.importId(), OPERATORS, letter));
    }

    private int chunk(String id) {
        var staged = imports.take(id, CHUNK);
        if (staged.isEmpty()) {
            return 0;
        }
        commands.send(new PutContacts(staged.stream()
                .map(it -> new PutContact(it.party(), it.recipients(), null))
                .toList()));
        imports.applied(id, staged.size());
        return staged.size();
    }
}
