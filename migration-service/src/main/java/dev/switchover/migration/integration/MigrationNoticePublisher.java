package dev.switchover.migration.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.kit.kafka.NoticeOutbox;
import dev.switchover.kit.override.OverrideEvent;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent;
import dev.switchover.migration.cluster.domain.ClusterEvent;
import dev.switchover.migration.customer.domain.CustomerEvent;
import dev.switchover.migration.imports.domain.ImportEvent;
import dev.switchover.migration.migration.domain.MigrationEvent;
import dev.switchover.migration.migration.domain.RemovalEvent;
import dev.switchover.migration.migration.domain.WaveEvent;
import dev.switchover.migration.settlement.domain.InvoiceEvent;
import dev.switchover.migration.supplier.domain.SupplierEvent;
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
@ProcessingGroup("migration-notices")
@DisallowReplay
public class MigrationNoticePublisher {

    private final NoticeOutbox outbox;

    MigrationNoticePublisher(NoticeOutbox outbox) {
        this.outbox = outbox;
    }

    @EventHandler
    void on(MigrationEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(MigrationNotices.of(event, at), id);
    }

    @EventHandler
    void on(WaveEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(MigrationNotices.of(event, at), id);
    }

    @EventHandler
    void on(RemovalEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(MigrationNotices.of(event, at), id);
    }

    @EventHandler
    void on(ClusterEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(ClusterNotices.of(event, at), id);
    }

    @EventHandler
    void on(SupplierEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(SupplierNotices.of(event, at), id);
    }

    @EventHandler
    void on(AuthorisationEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(AuthorisationNotices.of(event, at), id);
    }

    @EventHandler
    void on(CustomerEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(CustomerNotices.of(event, at), id);
    }

    @EventHandler
    void on(InvoiceEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(SettlementNotices.of(event, at), id);
    }

    @EventHandler
    void on(ImportEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(ImportNotices.of(event, at), id);
    }

    @EventHandler
    void on(OverrideEvent event, @MessageIdentifier String id, @Timestamp Instant at) {
        publish(OverrideNotices.of(event, at), id);
    }

    private void publish(List<? extends MigrationNotice> notices, String eventId) {
        for (int i = 0; i < notices.size(); i++) {
            var notice = notices.get(i);
            var noticeId = i == 0 ? eventId : eventId + "-" + (i + 1);
            outbox.publish(MigrationNotice.TOPIC, notice.key(), noticeId, notice.at(), notice);
        }
    }
}
