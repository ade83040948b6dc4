package dev.switchover.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.http.RefusesBy;
import dev.switchover.kit.security.Endpoint;
import dev.switchover.kit.security.Endpoints;
import dev.switchover.kit.security.Roles;
import io.quarkus.arc.Arc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tries every endpoint with every role and with no token, and holds docs/api/access-SERVICE.md to the result, so that a
 * changed right shows in review. A service inherits it: {@code @QuarkusTest class AccessIT implements AccessTable {}}. After
 * a change on purpose: {@code -Ddocs.update}.
 *
 * <p>Nothing is carried out: each request carries an Idempotency-Key that is refused right after authorisation.
 */
public interface AccessTable {

    String REFUSED_AFTER_AUTHORISATION = "x".repeat(300);

    String REFUSED_FOR_ITS_KEY = "/problems/invalid-request";

    Set<String> METHODS = Set.of("get", "put", "post", "delete", "head", "patch", "options");

    /** The reviewed table. */
    default CheckedIn reviewed() {
        return CheckedIn.document("access-" + CheckedIn.service() + ".md");
    }

    @Test
    default void everyEndpointAdmitsItsRolesAndNobodyElse() {
        var surprises = new ArrayList<String>();
        for (var endpoint : endpoints()) {
            expect(endpoint, null, endpoint.open(), 401, surprises);
            for (var role : Roles.ALL) {
                expect(endpoint, role, endpoint.allows(role), 403, surprises);
            }
        }
        assertThat(surprises).isEmpty();
    }

    @Test
    default void noEndpointIsForgotten() {
        assertThat(endpoints()).isNotEmpty().allSatisfy(endpoint -> assertThat(endpoint.roles())
                .as("%s %s", endpoint.method(), endpoint.path())
                .isSubsetOf(Roles.ALL));
    }

    /** Quarkus finds endpoints for its OpenAPI document by other means than we do for the table. */
    @Test
    default void theOpenApiDocumentKnowsNoOthers() {
        Map<String, Map<String, Object>> paths =
                Request.ofNobody().accept("application/json").get("/q/openapi").path("paths");
        var described = paths.entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .filter(METHODS::contains)
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .toList();
        assertThat(Stream.concat(
                        endpoints().stream().map(endpoint -> endpoint.method() + " " + endpoint.template()),
                        openRoutes().stream()))
                .containsExactlyInAnyOrderElementsOf(described);
    }

    /** What the service answers to everybody beside its resources, such as {@code GET /where/{d}}. */
    default List<String> openRoutes() {
        return List.of();
    }

    @Test
    default void theTableIsReviewed() {
        reviewed()
                .holds(table() + openRoutes().stream().map(AccessTable::openRow).collect(Collectors.joining()));
    }

    private static List<Endpoint> endpoints() {
        return Arc.container().instance(Endpoints.class).get().all();
    }

    private static void expect(
            Endpoint endpoint, @Nullable String role, boolean allowed, int otherwise, List<String> surprises) {
        var request = role == null ? Request.ofNobody() : Request.as(Tokens.of("probe", role));
        var path = endpoint.template().replaceAll("\\{[^}]*}", "probe");
        var withBody = List.of("POST", "PUT", "PATCH").contains(endpoint.method());
        var answer = (withBody ? request.contentType(endpoint.consumes()).body("{}") : request)
                .header("Idempotency-Key", REFUSED_AFTER_AUTHORISATION)
                .send(endpoint.method(), path);
        var status = answer.statusCode();
        var asExpected = allowed
                ? status == refusal(endpoint) && REFUSED_FOR_ITS_KEY.equals(answer.path("type"))
                : status == otherwise;
        if (!asExpected) {
            surprises.add("%s %s as %s: %d".formatted(endpoint.method(), endpoint.template(), role, status));
        }
    }

    private static int refusal(Endpoint endpoint) {
        var only = endpoint.handler().getAnnotation(RefusesBy.class);
        return only == null ? 400 : only.value();
    }

    private static String table() {
        var head = "| Endpoint | no token | " + String.join(" | ", Roles.ALL) + " |\n" + "|---|---|"
                + "---|".repeat(Roles.ALL.size()) + "\n";
        return "# Who may do what\n\nGenerated from the annotations and tried out by the build; see AccessTable.\n"
                + "`POST /operations/{id}/cancel` asks the kind as well: a replay is cancelled by an admin, an override that waits\n"
                + "by an operator or an approver, anything else by an operator.\n\n"
                + endpoints().stream().map(AccessTable::row).collect(Collectors.joining("", head, ""));
    }

    /** Whoever asks without a token is never asked for his role. */
    private static String openRow(String route) {
        return "| `%s` | %s |\n".formatted(route, String.join(" | ", Collections.nCopies(1 + Roles.ALL.size(), "yes")));
    }

    private static String row(Endpoint endpoint) {
        return "| `%s %s` | %s | %s |\n"
                .formatted(
                        endpoint.method(),
                        endpoint.template(),
                        endpoint.open() ? "yes" : "–",
                        Roles.ALL.stream()
                                .map(role -> endpoint.allows(role) ? "yes" : "–")
                                .collect(Collectors.joining(" | ")));
    }
}
