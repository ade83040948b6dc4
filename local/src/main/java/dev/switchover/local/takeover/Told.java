package dev.switchover.local.takeover;

import static dev.switchover.local.takeover.Scene.done;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchover.local.demo.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The people of the site are written to before, during and after each switchover, in their language. */
final class Told {

    private static final String USERS = "users";
    private static final String OPERATORS = "operators";

    /** The announcement, then the beginning and the end of three switchovers. */
    private static final int MAILS_TO_USERS = 1 + 2 * 3;

    private final Scene scene;
    private final Clock clock;

    Told(Scene scene, Clock clock) {
        this.scene = scene;
        this.clock = clock;
    }

    void announce() {
        scene.report().step("users and operators are told when to expect it", () -> {
            contact(scene.machines().deployment(), USERS, "fr");
            contact(scene.machines().deployment() + "-operators", OPERATORS, "en");
            var late = announcement(Duration.ofMinutes(-1));
            scene.expect("a time that is over is no announcement", late.status() == 422, late.reason());
            done(announcement(Duration.ofHours(1)));
            Scene.until(
                    "both have their mail", () -> to(USERS).size() == 1 && operatorsHeardOf("a switchover is planned"));
            scene.expect("both have their mail", true, subjects(USERS));
        });
    }

    void count() {
        scene.report().step("users and operators were told what happened", () -> {
            Scene.until(
                    "the mails are there", () -> to(USERS).size() >= MAILS_TO_USERS && operatorsHeardOf("left to do"));
            scene.expect(
                    "users have one mail before, and one at the beginning and end of each",
                    to(USERS).size() == MAILS_TO_USERS,
                    subjects(USERS));
            scene.expect(
                    "in their language",
                    to(USERS).stream()
                            .allMatch(mail -> mail.path("language").asText().equals("fr")),
                    "");
            scene.expect("operators were told what is left to do", operatorsHeardOf("left to do"), subjects(OPERATORS));
        });
        for (var kind : List.of(USERS, OPERATORS)) {
            to(kind).forEach(mail ->
                    scene.report().mail(kind, mail.path("language").asText()));
        }
    }

    private void contact(String party, String mailbox, String language) {
        done(scene.mailer()
                .put("/contacts/" + party, """
                {"recipients": [{"email": "%s@%s", "language": "%s", "name": "Site", "timeZone": "Europe/Paris"}]}
                """.formatted(mailbox, scene.caught().domain(), language)));
    }

    private Answer announcement(Duration ahead) {
        return scene.operator()
                .post(
                        scene.at("/announcements"),
                        "{\"direction\": \"FAILOVER\", \"when\": \"%s\"}"
                                .formatted(clock.instant().plus(ahead)));
    }

    /** They hear of more: of a node that did not answer for a moment, for example. */
    private boolean operatorsHeardOf(String matter) {
        return subjects(OPERATORS).stream().anyMatch(subject -> subject.contains(matter));
    }

    private List<JsonNode> to(String kind) {
        return scene.caught().to(kind);
    }

    private List<String> subjects(String kind) {
        return to(kind).stream().map(mail -> mail.path("subject").asText()).toList();
    }
}
