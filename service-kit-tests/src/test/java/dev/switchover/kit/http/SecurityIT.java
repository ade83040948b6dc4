package dev.switchover.kit.http;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecurityIT {

    private static Answer get(String path, String token) {
        return Request.as(token).get(path);
    }

    private static void isRefused(Answer answer) {
        answer.statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("type", equalTo("/problems/unauthenticated"));
    }

    private static void isForbidden(Answer answer) {
        answer.statusCode(403).contentType("application/problem+json").body("type", equalTo("/problems/forbidden"));
    }

    @Test
    void aTokenNamesTheActor() {
        get("/things/a", Tokens.viewer()).statusCode(200).body("for", equalTo("vera"));
    }

    @Test
    void noTokenNoAnswer() {
        isRefused(Request.ofNobody().get("/things/a"));
    }

    @Test
    void tokensThatDoNotHoldAreRefused() {
        isRefused(get("/things/a", Tokens.expired()));
        isRefused(get("/things/a", Tokens.ofAnotherIssuer()));
        isRefused(get("/things/a", Tokens.forAnotherAudience()));
        isRefused(get("/things/a", Tokens.unsigned()));
        isRefused(get("/things/a", Tokens.signedWithOurPublicKeyAsSecret()));
        isRefused(get("/things/a", "not.a.token"));
        isRefused(get("/things/a", Tokens.operator().replaceAll("\\.[^.]*$", ".")));
    }

    @Test
    void anotherRoleIsForbidden() {
        isForbidden(get("/things/a", Tokens.integrator()));
        isForbidden(get("/things/a", Tokens.of("nobody")));
        isForbidden(get("/things/a", Tokens.of("mallory", "Viewer", "root")));
    }

    @Test
    void whatCarriesNoRoleIsClosedToAll() {
        isRefused(Request.ofNobody().get("/things/forgotten"));
        isForbidden(get("/things/forgotten", Tokens.admin()));
    }

    @Test
    void whatIsOpenNeedsNoToken() {
        Request.ofNobody().get("/things/open").statusCode(200);
    }
}
