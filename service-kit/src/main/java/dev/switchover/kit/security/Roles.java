package dev.switchover.kit.security;

import java.util.List;

/** The roles a token may carry in its claim {@code groups}; for {@code @RolesAllowed}. */
public final class Roles {

    /** Sees everything, changes nothing. */
    public static final String VIEWER = "viewer";
    /** Runs migrations. */
    public static final String OPERATOR = "operator";
    /** The second person: confirms overrides. */
    public static final String APPROVER = "approver";
    /** A machine that feeds observations and invoices. */
    public static final String INTEGRATOR = "integrator";
    /** Sets what reaches into other systems, and repairs. */
    public static final String ADMIN = "admin";

    public static final List<String> ALL = List.of(VIEWER, OPERATOR, APPROVER, INTEGRATOR, ADMIN);

    private Roles() {}
}
