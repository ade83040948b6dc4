package dev.switchover.notification.contact.importing;

import java.util.List;

/** What became of a file: how many rows it has, and the refused ones, the first thousand of them. */
public record ImportReport(String importId, int rows, int parties, int refusedRows, List<RefusedRow> refused) {

    static final int MOST_SHOWN = 1000;
}
