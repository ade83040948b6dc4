package dev.switchover.migration.authorisation.domain;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one can ask about the addresses a supplier must admit. An empty list of addresses means all of them. */
public sealed interface AuthorisationCommand {

    AuthorisationId authorisationId();

    record RequestAuthorisation(
            @TargetAggregateIdentifier AuthorisationId authorisationId, Instant neededBy, String reason)
            implements AuthorisationCommand {}

    /** {@code upTo}: reminds only if fewer reminders were sent before, so that a repeated deed reminds once. */
    record RemindSupplier(@TargetAggregateIdentifier AuthorisationId authorisationId, int upTo)
            implements AuthorisationCommand {}

    /**
     * The reminder of that number, of the request with that date, for the addresses nothing was said about. Nothing
     * is refused and nothing sent twice; the answer is whether the supplier is still silent.
     */
    record RemindIfSilent(@TargetAggregateIdentifier AuthorisationId authorisationId, Instant neededBy, int reminder)
            implements AuthorisationCommand {}

    record AcknowledgeAuthorisation(
            @TargetAggregateIdentifier AuthorisationId authorisationId, List<String> addresses, String note)
            implements AuthorisationCommand {}

    record ProveAuthorisation(
            @TargetAggregateIdentifier AuthorisationId authorisationId, List<String> addresses, String evidence)
            implements AuthorisationCommand {}

    record RefuseAuthorisation(
            @TargetAggregateIdentifier AuthorisationId authorisationId, List<String> addresses, String reason)
            implements AuthorisationCommand {}

    record WaiveAuthorisation(
            @TargetAggregateIdentifier AuthorisationId authorisationId, List<String> addresses, String reason)
            implements AuthorisationCommand {}
}
