package dev.switchover.kit.view;

/** Where a view's tables are: in place, or aside while they are rebuilt. */
@FunctionalInterface
public interface ViewTables {

    /** The qualified name to use in SQL for a table of schema {@code views}. */
    String name(String table);

    /** The tables that queries read and the running projection writes. */
    static ViewTables live() {
        return table -> "views." + table;
    }
}
