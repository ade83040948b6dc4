package dev.switchover.resilience.deployment.rest;

import dev.switchover.kit.http.Host;
import dev.switchover.kit.http.Host.Form;
import dev.switchover.kit.http.HostRule;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.claims.Machine;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.Definition.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the parts of a definition must not be to each other. */
final class DefinitionRules {

    private DefinitionRules() {}

    static void check(Definition definition) {
        checkNames(definition);
        checkMachines(definition);
        checkProbes("main", definition.main(), definition);
        checkProbes("standby", definition.standby(), definition);
    }

    private static void checkNames(Definition definition) {
        var names = new LinkedHashMap<String, String>();
        names.put("main.id", definition.main().id().value());
        names.put("standby.id", definition.standby().id().value());
        if (definition.cc() != null) {
            names.put("cc.main.id", definition.cc().main().id().value());
            names.put("cc.standby.id", definition.cc().standby().id().value());
        }
        for (int i = 0; i < definition.mds().size(); i++) {
            names.put("mds[" + i + "].id", definition.mds().get(i));
        }
        unlessDistinct(names, (first, second, name) -> Rejection.invalid(
                        "nodes-not-distinct", "Two nodes are named " + name + ".")
                .at(second, "another name than " + first, name, "Give each node and media server a name of its own."));
    }

    /** Of two names of one machine, one would stop what the other has just started. */
    private static void checkMachines(Definition definition) {
        var machines = new LinkedHashMap<String, String>();
        reach(machines, "main", definition.main().access());
        reach(machines, "standby", definition.standby().access());
        if (definition.cc() != null) {
            reach(machines, "cc.main", definition.cc().main().access());
            reach(machines, "cc.standby", definition.cc().standby().access());
        }
        unlessDistinct(
                machines,
                (first, second, machine) -> Rejection.invalid(
                                "machines-not-distinct", first + " and " + second + " reach the same machine.")
                        .at(
                                second,
                                "another address than " + first,
                                machine,
                                "Give each node the address of its own machine; a switchover would stop what it has just started."));
    }

    private static void reach(Map<String, String> machines, String node, Access access) {
        var field = access instanceof Access.Ssh ? ".access.host" : ".access.url";
        Machine.withUser(access).ifPresent(machine -> machines.put(node + field, machine));
    }

    private interface Refusal {
        Rejection of(String first, String second, String value);
    }

    private static void unlessDistinct(Map<String, String> values, Refusal refusal) {
        var seen = new LinkedHashMap<String, String>();
        values.forEach((field, value) -> {
            var first = seen.putIfAbsent(value, field);
            if (first != null) {
                throw refusal.of(first, field, value);
            }
        });
    }

    private static void checkProbes(String side, Node node, Definition definition) {
        node.probes().forEach((name, address) -> {
            var field = side + ".probes." + name;
            var group = definition.groups().stream()
                    .filter(one -> one.id().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknownGroup(field, name, definition));
            var isPhone = address.startsWith("sip");
            if (group == Group.TELEPHONY && !isPhone) {
                throw wrongProbe(field, "sip:", address);
            }
            if ((group == Group.MANAGEMENT || group == Group.DATA) && isPhone) {
                throw wrongProbe(field, "http: or https:", address);
            }
            checkHost(field, address);
        });
    }

    /** Of {@code sip:} too, which has no slashes before the host. */
    private static void checkHost(String field, String address) {
        var page = address.replaceFirst("^(?:https?|sip):/{0,2}", "http://").replaceFirst(";.*", "");
        if (!HostRule.isValid(page, Form.OF_A_PAGE)) {
            throw Rejection.invalid("probes-not-valid", "Nothing would answer the probe.")
                    .at(field, Host.RULE, address, "Give the address at which the node itself answers.");
        }
    }

    private static Rejection unknownGroup(String field, String name, Definition definition) {
        var groups =
                String.join(", ", definition.groups().stream().map(Group::id).toList());
        return Rejection.invalid("probes-not-valid", "The deployment has no group " + name + ".")
                .at(field, "one of " + groups, name, "Name the probe after the group it looks at.");
    }

    private static Rejection wrongProbe(String field, String rule, String address) {
        return Rejection.invalid("probes-not-valid", "Nothing would answer the probe as its group does.")
                .at(field, rule, address, "Give an address that begins with " + rule + ".");
    }
}
