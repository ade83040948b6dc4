package dev.switchover.notification.contact.importing;

import java.util.List;

/**
 * What became of a file: how many rows it has, how many of them are refused, and for how many reasons: the first thousand
 * of these are here, all of them at the address of the report.
 */
public record ImportReport(
        String importId, int rows, int parties, int refusedRows, int reasons, List<RefusedRow> refused, String report) {

    static final int MOST_SHOWN = 1000;

    static ImportReport of(String importId, CheckedFile checked) {
        return new ImportReport(
                importId,
                checked.rows(),
                checked.contacts().size(),
                (int) checked.refused().stream()
                        .map(RefusedRow::line)
                        .distinct()
                        .count(),
                checked.refused().size(),
                checked.refused().stream().limit(MOST_SHOWN).toList(),
                address(importId));
    }

    static String address(String importId) {
        return "/contacts/import/" + importId + "/report";
    }
}
