package dev.switchover.kit.observe;

import dev.switchover.kit.kafka.Broker;
import dev.switchover.kit.kafka.NoticeInbox;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows whether Kafka answers. Without it commands and views go on and notices wait, so it never makes us unready. */
@Readiness
@ApplicationScoped
class KafkaHealth implements HealthCheck {

    private final Broker broker;
    private final NoticeInbox inbox;

    KafkaHealth(Broker broker, NoticeInbox inbox) {
        this.broker = broker;
        this.inbox = inbox;
    }

    @Override
    public HealthCheckResponse call() {
        var health = HealthCheckResponse.named("kafka").up().withData("answers", broker.answers());
        var faults = inbox.faults();
        if (!faults.isEmpty()) {
            health.withData("waiting", String.join("; ", faults));
        }
        return health.build();
    }
}
