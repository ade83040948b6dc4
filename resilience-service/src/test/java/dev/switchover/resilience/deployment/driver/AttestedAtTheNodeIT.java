package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups that a person started at the node on his own word, when no instance could say whose they are. */
@QuarkusTest
class AttestedAtTheNodeIT {

    private static final String EVIDENCE = "{\"evidence\": \"b had no power, says the data centre\"}";

    @Test
    void whoseWordItWasIsShownAndReviewedBySomebodyElse() throws Exception {
        try (var site = new Site().pair()) {
            site.a.startOnTheWordOf("olga", "telephony");
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("attested-a-telephony"));
            get("/deployments/" + site.d)
                    .body("nodes[0].groups.attested", equalTo(Arrays.asList(null, null, "olga")))
                    .body(
                            "obligations.what",
                            equalTo(List.of("Review the word of olga, at epoch 0, that nobody but a"
                                    + " serves telephony: it was started on it.")));
            var proof = "/deployments/" + site.d + "/obligations/attested-a-telephony/proof";
            refused(post(proof, EVIDENCE), 409, "second-person-needed");
            as(Tokens.approver()).body(EVIDENCE).post(proof).statusCode(204);
            Eventually.holds(() -> assertThat(site.owed()).isEmpty());
            get("/deployments/" + site.d + "/obligations").body("metBy", hasItem("anna"));
            Eventually.staysTrue(
                    Site.SEVERAL_LOOKS, () -> assertThat(site.owed()).isEmpty());
            site.a.startOnTheWordOf("otto", "telephony");
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("attested-a-telephony"));
        }
    }

    @Test
    void aContactCentreIsNoException() throws Exception {
        try (var site = new Site().contactCentre()) {
            site.ccA.startOnTheWordOf("olga", "services");
            Eventually.holds(() -> assertThat(site.owed()).containsExactly("attested-cc-a-services"));
            get("/deployments/" + site.d).body("cc[0].attested", equalTo("olga"));
        }
    }
}
