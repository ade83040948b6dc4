package dev.switchover.migration.settlement;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.migration.settlement.claims.InvoiceCorrections;
import dev.switchover.migration.settlement.claims.Invoicing;
import dev.switchover.migration.settlement.claims.SettlementClaims;
import dev.switchover.migration.settlement.domain.Invoice;
import dev.switchover.migration.settlement.domain.InvoiceEvent;
import dev.switchover.migration.settlement.view.InvoiceProjection;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** What runs for invoices and settlement. */
@Singleton
class SettlementCapability implements Capability {

    private final Invoicing invoicing;
    private final InvoiceCorrections corrections;
    private final SettlementClaims claims;
    private final Jdbi jdbi;
    private final ObjectMapper json;

    SettlementCapability(
            Invoicing invoicing,
            InvoiceCorrections corrections,
            SettlementClaims claims,
            Jdbi jdbi,
            ObjectMapper json) {
        this.invoicing = invoicing;
        this.corrections = corrections;
        this.claims = claims;
        this.jdbi = jdbi;
        this.json = json;
    }

    @Override
    public EventNames events() {
        return EventNames.of(InvoiceEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(Invoice.class)
                .commands(invoicing)
                .commands(corrections)
                .claims(claims)
                .view(InvoiceProjection.GROUP, tables -> new InvoiceProjection(jdbi, json, tables));
    }
}
