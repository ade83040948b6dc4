package dev.switchover.migration.authorisation.view;

import dev.switchover.migration.authorisation.domain.AuthorisationEvent;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationAcknowledged;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationProven;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRefused;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationReminded;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationRequested;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent.AuthorisationWaived;
import dev.switchover.migration.authorisation.domain.Standing;
import dev.switchover.migration.authorisation.view.AuthorisationTable.Said;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/** Keeps up to date where each address stands with each trunk. */
@ProcessingGroup(AuthorisationProjection.GROUP)
public class AuthorisationProjection {

    public static final String GROUP = "authorisations";

    private final AuthorisationTable table;

    public AuthorisationProjection(AuthorisationTable table) {
        this.table = table;
    }

    @EventHandler
    void on(AuthorisationEvent event, @Timestamp Instant at, @MetaDataValue("actor") @Nullable String actor) {
        switch (event) {
            case AuthorisationRequested it -> table.request(it, at, actor);
            case AuthorisationReminded it -> table.remind(it, at);
            case AuthorisationAcknowledged it ->
                table.stand(it, Standing.ACKNOWLEDGED, new Said("acknowledged", "note", at, actor, it.note()));
            case AuthorisationProven it ->
                table.stand(it, Standing.PROVEN, new Said("proven", "evidence", at, actor, it.evidence()));
            case AuthorisationRefused it ->
                table.stand(it, Standing.REFUSED, new Said("refused", "refusal", at, actor, it.reason()));
            case AuthorisationWaived it ->
                table.stand(it, Standing.WAIVED, new Said("waived", "waiver", at, actor, it.reason()));
        }
    }
}
