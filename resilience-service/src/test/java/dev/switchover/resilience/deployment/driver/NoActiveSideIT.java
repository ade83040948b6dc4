package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After the owner's services were stopped nobody follows anybody; the contact centre is watched all the same. */
@QuarkusTest
class NoActiveSideIT {

    private static Site stopped() throws Exception {
        var site = new Site().contactCentre();
        Eventually.holds(() -> centre(site, "Active", "Inactive"));
        int run = post("/deployments/" + site.d + "/nodes/a/stop-services", "{}")
                .statusCode(202)
                .path("run");
        site.ended(run, "SUCCEEDED");
        get("/deployments/" + site.d).body("active", nullValue());
        return site;
    }

    private static void centre(Site site, String a, String b) {
        assertThat(get("/deployments/" + site.d).<List<String>>path("cc.status"))
                .containsExactly(a, b);
    }

    @Test
    void theContactCentreIsShownAsItIsAndToldNothing() throws Exception {
        try (var site = stopped()) {
            site.ccB.become("services", "active"); // somebody starts it there
            Eventually.holds(() -> centre(site, "Active", "Active"));
            site.ccA.become("services", "inactive");
            Eventually.holds(() -> centre(site, "Inactive", "Active"));
            Eventually.staysTrue(Site.FRESH.plus(Site.SEVERAL_LOOKS), () -> centre(site, "Inactive", "Active"));
            assertThat(site.ccA.asked()).isEmpty();
            assertThat(site.ccB.asked()).isEmpty();
            get("/deployments/" + site.d)
                    .body("cc.wanted", contains(false, false))
                    .body("obligations", empty());
        }
    }

    @Test
    void usersAreToldThatItIsStoppedUntilItIsStartedAgain() throws Exception {
        try (var site = stopped()) {
            Eventually.holds(() -> where(site).body(containsString("The service is stopped")));
            post("/deployments/" + site.d + "/nodes/a/start-services", "{}").statusCode(202);
            Eventually.holds(() -> where(site).body(containsString("https://cc-a.example.net/")));
            Eventually.holds(() -> centre(site, "Active", "Inactive"));
        }
    }

    private static Answer where(Site site) {
        return Request.ofNobody().get("/where/" + site.d).statusCode(200);
    }

    @Test
    void oneThatIsSilentIsShownWithItsTroubleAndNotOwed() throws Exception {
        try (var site = stopped()) {
            site.ccA.cutOff();
            Eventually.holds(() -> centre(site, "Unknown", "Inactive"));
            get("/deployments/" + site.d)
                    .body("cc[0].trouble", notNullValue())
                    .body("cc[1].trouble", nullValue())
                    .body("obligations", empty());
            site.ccA.powerOn();
            Eventually.holds(() -> centre(site, "Active", "Inactive"));
        }
    }
}
