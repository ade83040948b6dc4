package dev.switchover.migration.authorisation.domain;

import dev.switchover.eventstore.StoredAs;
import java.time.Instant;
import java.util.List;

/** Everything that can have happened to a request for admittance; each event names the addresses it concerns. */
public sealed interface AuthorisationEvent {

    AuthorisationId authorisationId();

    List<String> addresses();

    @StoredAs("authorisation.requested")
    record AuthorisationRequested(
            AuthorisationId authorisationId, String party, List<String> addresses, Instant neededBy, String reason)
            implements AuthorisationEvent {}

    @StoredAs("authorisation.reminded")
    record AuthorisationReminded(
            AuthorisationId authorisationId,
            String party,
            List<String> addresses,
            Instant neededBy,
            String reason,
            int reminder)
            implements AuthorisationEvent {}

    @StoredAs("authorisation.acknowledged")
    record AuthorisationAcknowledged(AuthorisationId authorisationId, List<String> addresses, String note)
            implements AuthorisationEvent {}

    @StoredAs("authorisation.proven")
    record AuthorisationProven(AuthorisationId authorisationId, List<String> addresses, String evidence)
            implements AuthorisationEvent {}

    @StoredAs("authorisation.refused")
    record AuthorisationRefused(AuthorisationId authorisationId, List<String> addresses, String reason)
            implements AuthorisationEvent {}

    @StoredAs("authorisation.waived")
    record AuthorisationWaived(AuthorisationId authorisationId, List<String> addresses, String reason)
            implements AuthorisationEvent {}
}
