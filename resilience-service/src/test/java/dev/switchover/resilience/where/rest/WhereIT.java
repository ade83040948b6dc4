package dev.switchover.resilience.where.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.TestSettings;
import dev.switchover.resilience.roles.RoleRows;
import dev.switchover.resilience.roles.rest.Outage;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WhereIT {

    private static final Pattern REFRESH =
            Pattern.compile("<meta http-equiv=\"refresh\" content=\"(\\d+)(?:; url=([^\"]*))?\">");
    private static final String CC = """
            , "cc": {"main": {"id": "ca", "fqdn": "cc-a.example.org"}, "standby": {"id": "cb", "fqdn": "cc-b.example.org"}}""";
    private static final String EDGE = """
            , "edge": {"fqdn": "edge.example.org", "probe": "https://edge.example.org/side"}""";

    private final RoleRows roles = RoleRows.in(TestSettings.database());

    @BeforeEach
    void mainOwns() {
        roles.set("a", "telephony", "OWNER", 1);
        roles.set("b", "telephony", "NONE", 1);
    }

    @Test
    void sendsToTheContactCentreOfTheActiveSide() {
        define(CC);
        Eventually.holds(() -> assertThat(target(page("en"))).isEqualTo("https://cc-a.example.org/"));
        roles.move("telephony", "b", "a", 2);
        Eventually.holds(() -> assertThat(target(page("en"))).isEqualTo("https://cc-b.example.org/"));
        page("en").statusCode(200).body(containsString("cc-b.example.org")).body(not(containsString("cc-a")));
    }

    @Test
    void nobodyIsSentToAContactCentreThatDoesNotRun() {
        define(CC + EDGE);
        says("ca", "INACTIVE");
        Eventually.holds(() -> page("en").body(containsString("The contact centre is not running")));
        assertThat(target(page("en"))).isEmpty();
        assertThat(delay(page("en"))).isBetween(3, 15);
        page("en")
                .body(not(containsString("cc-a.example.org")))
                .body(containsString("If you work through edge.example.org"));
        page("ru").body(containsString("Контакт-центр не работает"));
        page("fr").body(containsString("Le centre de contact ne fonctionne pas"));
        says("ca", "ACTIVE");
        Eventually.holds(() -> assertThat(target(page("en"))).isEqualTo("https://cc-a.example.org/"));
    }

    private void says(String node, String state) {
        roles.execute("""
                insert into claims.node_report (deployment, node, groups, told) values ('%1$s', '%2$s', '%3$s', '%3$s')
                on conflict (deployment, node) do update set groups = excluded.groups, told = excluded.told
                """.formatted(
                roles.deployment(), node, "[{\"group\": \"services\", \"state\": \"" + state + "\", \"epoch\": 1}]"));
    }

    @Test
    void behindAnEdgeTheNameStays() {
        define(EDGE);
        Eventually.holds(() -> assertThat(target(page("en"))).isEqualTo("https://edge.example.org/"));
        page("en").body(containsString("Refresh the page"));
    }

    @Test
    void speaksTheLanguageOfTheBrowser() {
        define(CC + EDGE);
        Eventually.holds(() -> assertThat(target(page("en"))).isNotEmpty());
        page("fr-CH, fr;q=0.9, en;q=0.8")
                .header("Content-Language", "fr")
                .body("html.@lang", equalTo("fr"))
                .body(containsString("Veuillez utiliser maintenant cette adresse"));
        page("ru").header("Content-Language", "ru").body(containsString("Сейчас пользуйтесь этим адресом"));
        page("de, ja").header("Content-Language", "en");
        page("--nonsense;q=x").statusCode(200).header("Content-Language", "en");
        Request.ofNobody().get("/where/" + roles.deployment()).header("Content-Language", "en");
    }

    @Test
    void visitorsDoNotComeAtOnce() {
        define(CC);
        Eventually.holds(() -> assertThat(target(page("en"))).isNotEmpty());
        var delays = IntStream.range(0, 50).map(i -> delay(page("en"))).boxed().collect(Collectors.toSet());
        assertThat(delays).hasSizeGreaterThan(5).allMatch(delay -> delay >= 3 && delay <= 15);
    }

    @Test
    void nobodyIsSentToWhatIsNoHostName() {
        define("""
                , "cc": {"main": {"id": "ca", "fqdn": "evil.example.org/?x=\\"><script>"},
                         "standby": {"id": "cb", "fqdn": "cc-b.example.org"}}""");
        Eventually.holds(() -> assertThat(page("en").statusCode()).isEqualTo(200));
        assertThat(target(page("en"))).isEmpty();
        page("en").body(not(containsString("script"))).body(not(containsString("evil")));
    }

    @Test
    void whileTheServiceMovesThePageLooksAgainByItself() {
        define(CC);
        step("1");
        roles.set("a", "telephony", "NONE", 2);
        Eventually.holds(() -> page("en").body(containsString("The service is moving")));
        assertThat(target(page("en"))).isEmpty();
        assertThat(delay(page("en"))).isBetween(3, 15);
    }

    @Test
    void aServiceThatIsStoppedIsNotSaidToMoveAndThePageGoesOnLooking() {
        define(CC);
        step("1");
        roles.set("a", "telephony", "NONE", 2);
        Eventually.holds(() -> page("en").body(containsString("The service is moving")));
        step("null");
        Eventually.holds(() -> page("en").body(containsString("The service is stopped at the moment")));
        page("en").body(not(containsString("moving"))).body(containsString("goes on looking"));
        page("ru").body(containsString("Служба сейчас остановлена"));
        page("fr").body(containsString("Le service est arrêté en ce moment"));
        assertThat(target(page("en"))).isEmpty();
        assertThat(delay(page("en"))).isBetween(3, 15);
    }

    @Test
    void aServiceThatIsBeingStoppedOrStartedIsNotSaidToMove() {
        define(CC);
        step("1");
        roles.execute("update claims.deployment set open_kind = 'STOP_SERVICES' where deployment = '%s'"
                .formatted(roles.deployment()));
        roles.set("a", "telephony", "DRAINING", 2);
        step("null");
        step("2");
        Eventually.holds(() -> page("en").body(containsString("The service is being stopped")));
        page("en").body(not(containsString("moving"))).body(containsString("goes on looking"));
        page("ru").body(containsString("Служба останавливается"));
        page("fr").body(containsString("Le service est en cours d’arrêt"));
        assertThat(target(page("en"))).isEmpty();
        assertThat(delay(page("en"))).isBetween(3, 15);
        roles.execute("update claims.deployment set open_kind = 'START_SERVICES' where deployment = '%s'"
                .formatted(roles.deployment()));
        step("null");
        step("3");
        Eventually.holds(() -> page("en").body(containsString("The service is being started")));
    }

    @Test
    void whereUsersKnowNoNameTheyNeedDoNothing() {
        define("");
        Eventually.holds(() -> page("en").body(containsString("There is nothing to do")));
        assertThat(page("en").asString()).doesNotContain("refresh");
    }

    @Test
    void anExerciseIsCalledOne() {
        define(CC + ", \"drill\": true");
        Eventually.holds(() -> page("en").body(containsString("This is an exercise")));
    }

    @Test
    void anUnknownDeploymentIsSaidInTheLanguage() {
        Request.ofNobody()
                .header("Accept-Language", "fr")
                .get("/where/" + "no-such")
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("Aucun service"));
    }

    @Test
    void loadsAndRunsNothing() {
        define(CC);
        Eventually.holds(() -> assertThat(target(page("en"))).isNotEmpty());
        page("en")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept-Language")
                .body(not(containsString("<script")))
                .body(not(containsString("epoch")));
    }

    /** Nothing is carried out here that a word in the query could mean otherwise, and links gather words on their way. */
    @Test
    void whatALinkCarriesWithItKeepsNobodyOut() {
        define(CC);
        Eventually.holds(() -> assertThat(target(page("en"))).isNotEmpty());
        Request.ofNobody()
                .get("/where/" + roles.deployment() + "?utm_source=mail")
                .statusCode(200);
    }

    @Test
    void withoutTheDatabaseItSaysHowOldItsKnowledgeIs() {
        define(CC);
        Eventually.holds(() -> assertThat(target(page("en"))).isNotEmpty());
        try (var outage = Outage.of(TestSettings.database())) {
            outage.holdsOffEverybody();
            Eventually.holds(() -> page("en").statusCode(200).body(containsString("seconds ago")));
            assertThat(target(page("en"))).isEqualTo("https://cc-a.example.org/");
        }
    }

    /** It holds no more than this page needs: who lists all deployments could not read it. */
    @AfterEach
    void forget() {
        roles.execute("delete from claims.deployment where deployment = '%s'".formatted(roles.deployment()));
        roles.execute("delete from claims.node_report where deployment = '%s'".formatted(roles.deployment()));
    }

    private void define(String more) {
        roles.execute("""
                insert into claims.deployment (deployment, version, definition, defined_at) values ('%s', 1, '%s', now())
                """.formatted(
                        roles.deployment(),
                        "{\"party\": \"p\", \"main\": {\"id\": \"a\"}, \"standby\": {\"id\": \"b\"}" + more + "}"));
    }

    /** The order of its run that stands open; none once the run has ended. */
    private void step(String order) {
        roles.execute("update claims.deployment set open_run = 1, open_order = %s where deployment = '%s'"
                .formatted(order, roles.deployment()));
    }

    private Answer page(String language) {
        return Request.ofNobody().header("Accept-Language", language).get("/where/" + roles.deployment());
    }

    private static String target(Answer page) {
        var refresh = REFRESH.matcher(page.asString());
        return refresh.find() && refresh.group(2) != null ? refresh.group(2) : "";
    }

    private static int delay(Answer page) {
        var refresh = REFRESH.matcher(page.asString());
        assertThat(refresh.find()).as(page.asString()).isTrue();
        return Integer.parseInt(refresh.group(1));
    }
}
