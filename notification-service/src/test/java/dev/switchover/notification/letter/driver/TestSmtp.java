package dev.switchover.notification.letter.driver;

import java.time.Duration;
import java.util.Optional;

/** Settings of one conversation. */
record TestSmtp(
        int port,
        String host,
        Security security,
        Optional<String> user,
        Optional<String> passwordRef,
        Optional<String> trustRef)
        implements SmtpConfig {

    static TestSmtp at(int port) {
        return new TestSmtp(port, "127.0.0.1", Security.NONE, Optional.empty(), Optional.empty(), Optional.empty());
    }

    TestSmtp named(String name) {
        return new TestSmtp(port, name, security, user, passwordRef, trustRef);
    }

    TestSmtp secured(Security how) {
        return new TestSmtp(port, host, how, user, passwordRef, trustRef);
    }

    TestSmtp as(String name, String reference) {
        return new TestSmtp(port, host, security, Optional.of(name), Optional.of(reference), trustRef);
    }

    TestSmtp trusting(String reference) {
        return new TestSmtp(port, host, security, user, passwordRef, Optional.of(reference));
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration readTimeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Retry retry() {
        return new Patient(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofDays(5));
    }

    private record Patient(Duration first, Duration longest, Duration giveUpAfter) implements Retry {}
}
