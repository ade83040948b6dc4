package dev.switchover.notification.mail;

import dev.switchover.notification.mail.Letter.AdmitAddress;
import dev.switchover.notification.mail.Letter.AdmitAddressReminder;
import dev.switchover.notification.mail.Letter.DomainMoves;
import dev.switchover.notification.mail.Letter.EmergencyAttested;
import dev.switchover.notification.mail.Letter.MigrationNews;
import dev.switchover.notification.mail.Letter.MigrationNews.Fact;
import dev.switchover.notification.mail.Letter.MoveCalledOff;
import dev.switchover.notification.mail.Letter.MovedBack;
import dev.switchover.notification.mail.Letter.NewAddress;
import dev.switchover.notification.mail.Letter.OperationEnded;
import dev.switchover.notification.mail.Letter.OverrideWaits;
import dev.switchover.notification.mail.Letter.RunWaits;
import dev.switchover.notification.mail.Letter.ServiceMoves;
import dev.switchover.notification.mail.Letter.ServiceMoves.Moment;
import dev.switchover.notification.mail.Letter.ServiceMoves.Urgency;
import dev.switchover.notification.mail.Letter.SwitchoverNews;
import dev.switchover.notification.mail.Letter.SwitchoverNews.Matter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One letter of each kind, and one for each thing it can say. */
final class Samples {

    static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant BY = Instant.parse("2026-03-30T16:00:00Z");
    private static final List<String> ADDRESSES = List.of("198.51.100.20", "2001:db8::20");

    static final Letterhead HEAD = new Letterhead("Example Telecom, telephony operations", "0f8fad5b-d9cb");

    private Samples() {}

    static AdmitAddress admitAddress() {
        return new AdmitAddress("carrier-one", "main", ADDRESSES, BY, "We change our hoster.");
    }

    static Map<String, Letter> all() {
        var all = new LinkedHashMap<String, Letter>();
        all.put("AdmitAddress", admitAddress());
        all.put(
                "AdmitAddressReminder",
                new AdmitAddressReminder("carrier-one", "main", ADDRESSES, BY, "We change our hoster.", 2));
        all.put("NewAddress", new NewAddress("acme", "192.0.2.10", "198.51.100.20", BY));
        all.put("NewAddress-without-old", new NewAddress("acme", null, "198.51.100.20", BY));
        all.put("DomainMoves", new DomainMoves("acme", "sip.acme.example", "198.51.100.20", BY));
        all.put("MovedBack-by-address", new MovedBack("acme", null, "192.0.2.10", "Calls failed.", AT));
        all.put("MovedBack-by-name", new MovedBack("acme", "sip.acme.example", "192.0.2.10", "Calls failed.", AT));
        all.put("MoveCalledOff-by-address", new MoveCalledOff("acme", true, "192.0.2.10", "Calls failed.", BY));
        all.put("MoveCalledOff-by-name", new MoveCalledOff("acme", false, "192.0.2.10", "Calls failed.", BY));
        for (var outcome : List.of("REJECTED", "ABORTED", "INCOMPLETE", "IN_DOUBT", "FAILED")) {
            all.put(
                    "OperationEnded-" + outcome,
                    new OperationEnded(
                            "removal-to-b", "removal", outcome, "migration/to-b", "Node a did not answer.", false, AT));
        }
        all.put(
                "OperationEnded-override",
                new OperationEnded(
                        "override-7f",
                        "migration.remove-source",
                        "ABORTED",
                        "migration/to-b",
                        "cancelled by olga",
                        false,
                        AT));
        all.put(
                "OperationEnded-drill",
                new OperationEnded("run.paris.7", "START_SERVICES", "FAILED", "paris", "No key.", true, AT));
        all.put(
                "OverrideWaits",
                new OverrideWaits(
                        "override-7f",
                        "migration.remove-source",
                        "migration/to-b",
                        List.of("customers-moved", "registrations-moved"),
                        "The last one has left us.",
                        "OPS-12",
                        "olga",
                        List.of("customers on a: 1", "gate customers-moved: FAIL, 1 customers on a"),
                        false,
                        AT));
        all.put(
                "OverrideWaits-drill",
                new OverrideWaits(
                        "override-8a",
                        "resilience.start-switchover",
                        "deployment/paris",
                        List.of("replication-in-sync"),
                        "We practise.",
                        null,
                        null,
                        List.of(),
                        true,
                        AT));
        for (var fact : Fact.values()) {
            all.put(
                    "MigrationNews-" + fact,
                    new MigrationNews("to-b", fact, fact == Fact.ABORTED ? "The hoster withdrew." : null, AT));
        }
        all.putAll(switchovers());
        return all;
    }

    private static Map<String, Letter> switchovers() {
        var all = new LinkedHashMap<String, Letter>();
        for (var moment : Moment.values()) {
            all.put(
                    "ServiceMoves-reconnect-" + moment,
                    new ServiceMoves("paris", moment, "cc2.paris.example", false, null, false, AT, Urgency.PLANNED));
            all.put(
                    "ServiceMoves-refresh-" + moment,
                    new ServiceMoves("paris", moment, null, true, "edge.paris.example", true, AT, Urgency.PLANNED));
            all.put(
                    "ServiceMoves-both-" + moment,
                    new ServiceMoves(
                            "paris",
                            moment,
                            "cc2.paris.example",
                            true,
                            "edge.paris.example",
                            false,
                            AT,
                            Urgency.PLANNED));
            all.put(
                    "ServiceMoves-nothing-to-do-" + moment,
                    new ServiceMoves("paris", moment, null, false, null, false, AT, null));
            all.put(
                    "ServiceMoves-emergency-" + moment,
                    new ServiceMoves("paris", moment, "cc2.paris.example", false, null, false, AT, Urgency.EMERGENCY));
        }
        for (var matter : Matter.values()) {
            all.put(
                    "SwitchoverNews-" + matter,
                    new SwitchoverNews("paris", matter, List.of("a detail"), false, null, AT));
        }
        all.put(
                "SwitchoverNews-drill",
                new SwitchoverNews("paris", Matter.FAILBACK_STARTED, List.of(), true, null, AT));
        all.put(
                "SwitchoverNews-DRILL_DUE-days",
                new SwitchoverNews("paris", Matter.DRILL_DUE, List.of(), false, 30, AT));
        all.put("RunWaits-IN_DOUBT", waits("fence-main", "IN_DOUBT", List.of("RETRY", "ATTEST"), false));
        all.put("RunWaits-FAILED", waits("start-telephony-main", "FAILED", List.of("RETRY", "CANCEL"), true));
        all.put("EmergencyAttested", attested(List.of("vera"), 0, false));
        all.put("EmergencyAttested-by-two", attested(List.of("vera", "olga"), 0, false));
        all.put("EmergencyAttested-first-of-two", attested(List.of("vera"), 1, true));
        return all;
    }

    private static RunWaits waits(String step, String outcome, List<String> ways, boolean drill) {
        return new RunWaits(
                "paris", "run.paris.7", step, "main", outcome, "Node main did not answer.", ways, drill, AT);
    }

    private static EmergencyAttested attested(List<String> by, int missing, boolean drill) {
        return new EmergencyAttested("paris", "main", "The power supply burnt out.", by, missing, drill, AT);
    }

    static Reader reader(Language language) {
        return switch (language) {
            case EN -> new Reader("noc@carrier.example", "Ann Example", language, ZoneId.of("Europe/London"));
            case RU -> new Reader("noc@carrier.example", "Анна Пример", language, ZoneId.of("Asia/Yekaterinburg"));
            case FR -> new Reader("noc@carrier.example", null, language, ZoneId.of("Europe/Paris"));
        };
    }
}
