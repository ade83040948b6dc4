package dev.switchover.resilience.integration;

import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.kit.kafka.NoticeOutbox;
import dev.switchover.kit.override.OverrideEvent;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.domain.DeploymentEvent;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent;
import dev.switchover.resilience.drill.domain.DrillEvent;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MessageIdentifier;

/** Tells the other services, at least once: the token moves on only after Kafka has acknowledged. */
@Singleton
@ProcessingGroup("resilience-notices")
@DisallowReplay
public class ResilienceNoticePublisher {

    private final NoticeOutbox outbox;
    private final DefinitionTable definitions;

    ResilienceNoticePublisher(NoticeOutbox outbox, DefinitionTable definitions) {
        this.outbox = outbox;
        this.definitions = definitions;
    }

    @EventHandler
    void on(DeploymentEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(new DeploymentNotices(definition(event.deploymentId()), at).of(event), id);
    }

    @EventHandler
    void on(SwitchoverEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(new SwitchoverNotices(definition(event.deploymentId()), at).of(event), id);
    }

    @EventHandler
    void on(DrillEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(new DrillNotices(definition(new DeploymentId(event.deployment())), at).of(event), id);
    }

    @EventHandler
    void on(OverrideEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(OverrideNotices.of(event, this::definition, at), id);
    }

    private Definition definition(DeploymentId deployment) {
        return definitions.last(deployment);
    }

    private void publish(List<ResilienceNotice> notices, String eventId) {
        for (int i = 0; i < notices.size(); i++) {
            var notice = notices.get(i);
            var noticeId = i == 0 ? eventId : eventId + "-" + (i + 1);
            outbox.publish(ResilienceNotice.TOPIC, notice.key(), noticeId, notice.at(), notice);
        }
    }
}
