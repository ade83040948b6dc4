package dev.switchover.migration.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationAcknowledged;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationProven;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRefused;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationReminded;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRequested;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationWaived;
import java.time.Instant;
import java.util.List;

/** What others may know of the requests to suppliers: all of it but the free text of evidence. */
final class AuthorisationNotices {

    private AuthorisationNotices() {}

    static List<MigrationNotice> of(AuthorisationEvent event, Instant at) {
        var key = event.authorisationId().toString();
        var migration = event.authorisationId().migration();
        var supplier = event.authorisationId().trunk().supplier().value();
        var trunk = event.authorisationId().trunk().trunk().value();
        var addresses = event.addresses();
        return List.of(
                switch (event) {
                    case AuthorisationRequested it ->
                        new MigrationNotice.AuthorisationRequested(
                                key, at, it.party(), migration, supplier, trunk, addresses, it.neededBy(), it.reason());
                    case AuthorisationReminded it ->
                        new MigrationNotice.AuthorisationReminded(
                                key,
                                at,
                                it.party(),
                                migration,
                                supplier,
                                trunk,
                                addresses,
                                it.neededBy(),
                                it.reason(),
                                it.reminder());
                    case AuthorisationAcknowledged it ->
                        new MigrationNotice.AuthorisationAcknowledged(key, at, migration, supplier, trunk, addresses);
                    case AuthorisationProven it ->
                        new MigrationNotice.AuthorisationProven(key, at, migration, supplier, trunk, addresses);
                    case AuthorisationRefused it ->
                        new MigrationNotice.AuthorisationRefused(
                                key, at, migration, supplier, trunk, addresses, it.reason());
                    case AuthorisationWaived it ->
                        new MigrationNotice.AuthorisationWaived(
                                key, at, migration, supplier, trunk, addresses, it.reason());
                });
    }
}
