package dev.switchover.kit.testing;

import static io.restassured.RestAssured.given;

import org.junit.jupiter.api.Test;

/**
 * Holds docs/api/openapi-SERVICE.yaml to the document the service gives out. A service inherits it: {@code @QuarkusTest
 * class OpenApiIT implements OpenApiDocument {}}. After a change on purpose: {@code -Dopenapi.update}.
 */
public interface OpenApiDocument {

    default CheckedIn checkedIn() {
        return CheckedIn.document("openapi-" + CheckedIn.service() + ".yaml");
    }

    @Test
    default void theCheckedInDocumentIsTheOneGivenOut() {
        var document = given().accept("application/yaml")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        checkedIn().holds(document);
    }
}
