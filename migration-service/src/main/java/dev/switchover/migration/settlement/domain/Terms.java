package dev.switchover.migration.settlement.domain;

/** Whether anything is to be paid: an amount, or nothing because it was paid before, or nothing because nothing is due. */
public enum Terms {
    AMOUNT,
    PREPAID,
    NOTHING_DUE
}
