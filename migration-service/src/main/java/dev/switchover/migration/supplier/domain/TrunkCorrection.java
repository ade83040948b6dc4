package dev.switchover.migration.supplier.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was entered wrong about a trunk, put right; what is absent stays as it is, if the rest leaves it a meaning. */
public record TrunkCorrection(
        @Nullable Authorisation authorisation,
        @Nullable String registrar,
        @Nullable String login,
        @Nullable RegistrationPolicy policy,
        @Nullable List<Account> accounts) {}
