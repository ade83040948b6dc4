package dev.switchover.migration;

import dev.switchover.kit.testing.StoredStory;
import dev.switchover.migration.authorisation.domain.AuthorisationEvent;
import dev.switchover.migration.cluster.domain.ClusterEvent;
import dev.switchover.migration.customer.domain.CustomerEvent;
import dev.switchover.migration.imports.domain.ImportEvent;
import dev.switchover.migration.migration.domain.MigrationEvent;
import dev.switchover.migration.migration.domain.RemovalEvent;
import dev.switchover.migration.migration.domain.WaveEvent;
import dev.switchover.migration.settlement.domain.InvoiceEvent;
import dev.switchover.migration.supplier.domain.RouteEvent;
import dev.switchover.migration.supplier.domain.SupplierEvent;

/** The story of a cluster that moves. */
final class StoredEvents {

    static final StoredStory STORY = new StoredStory(
            ClusterEvent.class,
            SupplierEvent.class,
            RouteEvent.class,
            CustomerEvent.class,
            AuthorisationEvent.class,
            MigrationEvent.class,
            WaveEvent.class,
            RemovalEvent.class,
            InvoiceEvent.class,
            ImportEvent.class);

    private StoredEvents() {}
}
