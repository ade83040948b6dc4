package dev.switchover.eventstore;

/** Events to test with. */
sealed interface AccountEvent {

    @StoredAs("account.opened")
    record Opened(String accountId, String owner) implements AccountEvent {}

    @StoredAs("account.noted")
    record Noted(String accountId, String text) implements AccountEvent {}

    @StoredAs("account.credited")
    record Credited(String accountId, long amount) implements AccountEvent {}
}
