package dev.switchover.migration.settlement.domain;

/** Where an invoice stands. Only {@link #ISSUED} and {@link #DISPUTED} are owed. */
public enum InvoiceState {
    ISSUED,
    PAID,
    DISPUTED,
    WRITTEN_OFF,
    PREPAID,
    NOTHING_DUE,
    /** Should not have been entered: covers nothing. */
    WITHDRAWN;

    public boolean owed() {
        return this == ISSUED || this == DISPUTED;
    }

    /** Whether it says of its days what is due for them. */
    public boolean covers() {
        return this != WITHDRAWN;
    }

    static InvoiceState issued(Terms terms) {
        return switch (terms) {
            case AMOUNT -> ISSUED;
            case PREPAID -> PREPAID;
            case NOTHING_DUE -> NOTHING_DUE;
        };
    }

    /** The state an event leads to: the same for the aggregate, the claims and the view. */
    public static InvoiceState after(InvoiceEvent event) {
        return switch (event) {
            case InvoiceEvent.InvoiceIssued issued -> issued(issued.due().terms());
            case InvoiceEvent.InvoiceCorrected corrected -> corrected.state();
            case InvoiceEvent.InvoiceWithdrawn withdrawn -> WITHDRAWN;
            case InvoiceEvent.InvoicePaid paid -> PAID;
            case InvoiceEvent.InvoiceDisputed disputed -> DISPUTED;
            case InvoiceEvent.InvoiceWrittenOff writtenOff -> WRITTEN_OFF;
        };
    }
}
