package dev.switchover.local.landscape;

import dev.switchover.local.suite.Certificates;
import dev.switchover.local.suite.Home;
import dev.switchover.local.suite.PortPlan;
import dev.switchover.local.suite.SuiteRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What the machines of one deployment share: where they live, the suite they belong to, the key that opens them. */
record Site(Home home, SuiteRecord suite, String deployment, NodeKey nodeKey) {

    private static final List<String> ACTIONS = Stream.of(
                    "promote-data fence-data resync-data start-management stop-management start-telephony"
                            + " drain-telephony stop-telephony start-services stop-services fence register-mds"
                            + " mark-active mark-inactive status")
            .flatMap(words -> Stream.of(words.split(" ")))
            .toList();

    static Site of(Home home, SuiteRecord suite, String deployment) {
        return new Site(home, suite, deployment, NodeKey.kept(home));
    }

    Path directory() {
        return home.directory().resolve("stand-ins").resolve(deployment);
    }

    /** Directories of machines that belong to other deployments. */
    static List<Path> others(Home home, String deployment) {
        var own = home.directory().resolve("stand-ins").resolve(deployment);
        return all(home).stream().filter(machine -> !machine.startsWith(own)).toList();
    }

    /** Directories of all machines. */
    static List<Path> all(Home home) {
        var all = home.directory().resolve("stand-ins");
        try (var machines = Files.exists(all) ? Files.walk(all, 2) : Stream.<Path>empty()) {
            return machines.filter(Machine::isOne).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stand-ins end with the suite. */
    long owner() {
        return suite.supervisor().pid();
    }

    String publicKey() {
        return nodeKey.publicKey();
    }

    /** As it is shipped. */
    Path script(String name) {
        return home.root().resolve("resilience-service/src/main/node").resolve(name);
    }

    String roles() {
        return suite.address("resilience") + "/roles/" + deployment;
    }

    /** Gives a node the settings and hooks of its script, and the settings of its boot guard. */
    void equip(Path node, String name, String groups, int port) {
        try {
            var settings = Files.createDirectories(node.resolve("switchover"));
            Files.writeString(settings.resolve("groups"), groups + "\n");
            Files.writeString(settings.resolve("guard.conf"), guard(name));
            var hooks = Files.createDirectories(settings.resolve("actions"));
            var hook = hook().replace("@PORT@", String.valueOf(port));
            for (var action : ACTIONS) {
                var file = Files.writeString(hooks.resolve(action), hook);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String guard(String name) {
        return """
            deployment=%s
            node=%s
            ca=%s
            instance=https://127.0.0.1:%d
            """.formatted(deployment, name, Certificates.of(home).authority(), suite.port(PortPlan.ROLES));
    }

    private static String hook() throws IOException {
        try (InputStream in = Objects.requireNonNull(Site.class.getResourceAsStream("/standin/hook.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
