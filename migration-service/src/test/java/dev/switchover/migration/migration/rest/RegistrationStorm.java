package dev.switchover.migration.migration.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.Calls;
import dev.switchover.migration.SecondInstance;
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
import dev.switchover.migration.supplier.domain.WhichMove;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Suppliers that compete for few logins: they add trunks, move registrations there and back, and change nodes. */
final class RegistrationStorm {

    private static final TrunkId TRUNK = new TrunkId("reg");
    private static final List<String> WORDS = List.of("released", "taken", "restored");

    private final String cluster = Calls.cluster();
    private final String migration = Calls.migration(cluster);
    private final String registrar = Calls.unique("registrar");
    private final List<String> suppliers =
            Stream.generate(Calls::supplier).limit(4).toList();

    /** Anything at all, to the instance under test. */
    void ask(Commands commands, Random random) {
        try {
            commands.send(any(random, new SupplierId(supplier(random))));
        } catch (Rejection refused) {
            assertThat(refused.problem()).isNotBlank();
        }
    }

    /** Anything at all, to the other instance. */
    void ask(SecondInstance other, Random random) {
        var supplier = supplier(random);
        var trunk = "/suppliers/" + supplier + "/trunks";
        var move = "/migrations/%s/registrations/%s/%s/".formatted(migration, supplier, TRUNK);
        var request = other.operator();
        var answer =
                switch (random.nextInt(6)) {
                    case 0, 1 -> request.body(newTrunk(random)).post(trunk);
                    case 2 ->
                        request.body("{\"nodes\": [\"%s\"]}".formatted(node(random)))
                                .put(trunk + "/" + TRUNK + "/nodes");
                    case 3 -> request.post(move + (random.nextBoolean() ? "move" : "move-back"));
                    case 4 -> request.body("{\"evidence\": \"seen\"}").post(move + WORDS.get(random.nextInt(3)));
                    default -> request.body("{\"reason\": \"again\"}").post(move + "abort");
                };
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201, 202, 204, 404, 409, 422);
    }

    /** Both in the claims, which have a key for it, and in the trunks' own lists, which have none. */
    void demandOneNodePerLogin(Jdbi database) {
        var active = select(database, """
                select l.login
                  from claims.login l join claims.trunk t on t.supplier = l.supplier and t.trunk = l.trunk
                 cross join unnest(t.nodes) node
                 where l.registrar = :registrar
                """);
        assertThat(active).doesNotHaveDuplicates();
        assertThat(select(database, "select login from claims.registration where registrar = :registrar"))
                .containsExactlyInAnyOrderElementsOf(active);
        assertThat(select(database, "select login from claims.login where registrar = :registrar"))
                .hasSizeBetween(1, 2);
    }

    private Object any(Random random, SupplierId supplier) {
        var a = new NodeId("a");
        var b = new NodeId("b");
        return switch (random.nextInt(7)) {
            case 0, 1 -> new AddTrunk(supplier, TRUNK, settings(random), List.of(random.nextBoolean() ? a : b));
            case 2 ->
                random.nextBoolean()
                        ? new StartRegistrationMove(supplier, TRUNK, "m", a, b)
                        : new StartRegistrationMove(supplier, TRUNK, "m", b, a);
            case 3 -> new ConfirmReleased(supplier, TRUNK, WhichMove.latest(), "seen");
            case 4 -> new ConfirmTaken(supplier, TRUNK, WhichMove.latest(), "seen");
            case 5 -> new AbortRegistrationMove(supplier, TRUNK, WhichMove.latest(), "again");
            default -> new ConfirmRestored(supplier, TRUNK, WhichMove.latest(), "seen");
        };
    }

    private TrunkSettings settings(Random random) {
        return new TrunkSettings(
                new ClusterId(cluster),
                Authorisation.REGISTRATION,
                registrar,
                login(random),
                policy(random),
                List.of());
    }

    private String newTrunk(Random random) {
        return """
                {"id": "%s", "cluster": "%s", "authorisation": "REGISTRATION", "registrar": "%s", "login": "%s",
                 "policy": "%s", "nodes": ["%s"]}
                """.formatted(TRUNK, cluster, registrar, login(random), policy(random), node(random));
    }

    private String supplier(Random random) {
        return suppliers.get(random.nextInt(suppliers.size()));
    }

    private static String login(Random random) {
        return "login" + random.nextInt(2);
    }

    private static RegistrationPolicy policy(Random random) {
        return random.nextBoolean() ? RegistrationPolicy.LAST_WINS : RegistrationPolicy.REJECT_SECOND;
    }

    private static String node(Random random) {
        return random.nextBoolean() ? "a" : "b";
    }

    private List<String> select(Jdbi database, String sql) {
        return database.withHandle(handle -> handle.createQuery(sql)
                .bind("registrar", registrar)
                .mapTo(String.class)
                .list());
    }
}
