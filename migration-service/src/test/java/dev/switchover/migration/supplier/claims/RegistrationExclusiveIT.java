package dev.switchover.migration.supplier.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.Calls;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.Authorisation;
import dev.switchover.migration.supplier.domain.RegistrationPolicy;
import dev.switchover.migration.supplier.domain.SupplierCommand.AbortRegistrationMove;
import dev.switchover.migration.supplier.domain.SupplierCommand.AddTrunk;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmReleased;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmRestored;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmTaken;
import dev.switchover.migration.supplier.domain.SupplierCommand.StartRegistrationMove;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkId;
import dev.switchover.migration.supplier.domain.TrunkSettings;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * Whatever is asked at once, a login is active on one node at most. Seeded: suppliers compete for few logins, add trunks
 * and move registrations there and back from several threads.
 */
@QuarkusTest
class RegistrationExclusiveIT {

    private static final int THREADS = 8;
    private static final int COMMANDS_EACH = 25;
    private static final TrunkId TRUNK = new TrunkId("reg");

    @Inject
    Commands commands;

    @Inject
    Jdbi database;

    @Test
    void noInterleavingMakesALoginActiveTwice() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            compete(seed);
        }
    }

    private void compete(long seed) throws Exception {
        var cluster = Calls.cluster();
        var suppliers = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            suppliers.add(Calls.supplier());
        }
        var registrar = Calls.unique("registrar");
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var work = new ArrayList<Callable<Integer>>();
            for (int thread = 0; thread < THREADS; thread++) {
                var random = new Random(seed * 1000 + thread);
                work.add(() -> ask(random, suppliers, cluster, registrar));
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
        demandOneNodePerLogin(registrar);
    }

    private int ask(Random random, List<String> suppliers, String cluster, String registrar) {
        int accepted = 0;
        for (int i = 0; i < COMMANDS_EACH; i++) {
            try {
                commands.send(any(random, new SupplierId(suppliers.get(random.nextInt(4))), cluster, registrar));
                accepted++;
            } catch (Rejection refused) {
                assertThat(refused.problem()).isNotBlank();
            }
        }
        return accepted;
    }

    private static Object any(Random random, SupplierId supplier, String cluster, String registrar) {
        var a = new NodeId("a");
        var b = new NodeId("b");
        return switch (random.nextInt(7)) {
            case 0, 1 ->
                new AddTrunk(
                        supplier,
                        TRUNK,
                        new TrunkSettings(
                                new ClusterId(cluster),
                                Authorisation.REGISTRATION,
                                registrar,
                                "login" + random.nextInt(2),
                                random.nextBoolean() ? RegistrationPolicy.LAST_WINS : RegistrationPolicy.REJECT_SECOND,
                                List.of()),
                        List.of(random.nextBoolean() ? a : b));
            case 2 ->
                random.nextBoolean()
                        ? new StartRegistrationMove(supplier, TRUNK, "m", a, b)
                        : new StartRegistrationMove(supplier, TRUNK, "m", b, a);
            case 3 -> new ConfirmReleased(supplier, TRUNK, null, "seen");
            case 4 -> new ConfirmTaken(supplier, TRUNK, null, "seen");
            case 5 -> new AbortRegistrationMove(supplier, TRUNK, null, "again");
            default -> new ConfirmRestored(supplier, TRUNK, null, "seen");
        };
    }

    /** Both in the claims, which have a key for it, and in the trunks' own lists, which have none. */
    private void demandOneNodePerLogin(String registrar) {
        var active = database.withHandle(handle -> handle.createQuery("""
                        select l.login
                          from claims.login l
                          join claims.trunk t on t.supplier = l.supplier and t.trunk = l.trunk
                         cross join unnest(t.nodes) node
                         where l.registrar = :registrar
                        """)
                .bind("registrar", registrar)
                .mapTo(String.class)
                .list());
        assertThat(active).doesNotHaveDuplicates();
        var claimed = database.withHandle(
                handle -> handle.createQuery("select login from claims.registration where registrar = :registrar")
                        .bind("registrar", registrar)
                        .mapTo(String.class)
                        .list());
        assertThat(claimed).containsExactlyInAnyOrderElementsOf(active);
        var owned = database.withHandle(
                handle -> handle.createQuery("select count(*) from claims.login where registrar = :registrar")
                        .bind("registrar", registrar)
                        .mapTo(int.class)
                        .one());
        assertThat(owned).isBetween(1, 2);
    }
}
