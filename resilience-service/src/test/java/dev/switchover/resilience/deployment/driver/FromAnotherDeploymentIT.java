package dev.switchover.resilience.deployment.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Nodes that were of another deployment before remember its epochs, and refuse lower ones. */
@QuarkusTest
class FromAnotherDeploymentIT {

    private static final long LATER = 300;

    @Test
    void theContactCentreFollowsAllTheSame() throws Exception {
        try (var site = new Site()) {
            site.ccA.learn("services", LATER);
            site.ccB.learn("services", LATER);
            site.contactCentre("PT20S");
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
            assertThat(site.ccB.state("services")).isEqualTo("active");
            assertThat(site.ccA.state("services")).isEqualTo("inactive");
        }
    }

    @Test
    void theOwnerIsRegisteredAllTheSame() throws Exception {
        try (var site = new Site().mediaServers()) {
            site.ended(site.switchover("FAILOVER", ""), "SUCCEEDED");
            site.b.learn("telephony", LATER);
            site.b.forgetful.add("m2");
            Eventually.holds(() -> assertThat(site.b.journal).anySatisfy(entry -> assertThat(entry)
                    .returns("register-mds m2", HttpNode.Entry::action)
                    .returns(LATER, HttpNode.Entry::epoch)
                    .returns(0, HttpNode.Entry::exitCode)));
        }
    }
}
