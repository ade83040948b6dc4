package dev.switchover.kit.view;

import java.util.Set;
import java.util.TreeSet;

/** Tables aside, in which a view is rebuilt; it notes which tables the projection asked for. */
public final class ShadowTables implements ViewTables {

    private static final String SUFFIX = "_replay";

    private final Set<String> asked = new TreeSet<>();

    @Override
    public String name(String table) {
        asked.add(table);
        return shadow(ViewTables.live().name(table));
    }

    public Set<String> asked() {
        return Set.copyOf(asked);
    }

    public static String shadow(String liveName) {
        return liveName + SUFFIX;
    }
}
