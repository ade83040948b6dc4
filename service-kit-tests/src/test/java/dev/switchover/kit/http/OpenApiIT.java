package dev.switchover.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.CheckedIn;
import dev.switchover.kit.testing.OpenApiDocument;
import dev.switchover.kit.testing.Request;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiIT implements OpenApiDocument {

    @Override
    public CheckedIn checkedIn() {
        return new CheckedIn(CheckedIn.module().resolve("src/test/resources/openapi.yaml"));
    }

    @Test
    void tellsOfProblemsAndTokens() {
        assertThat(Request.ofNobody()
                        .accept("application/yaml")
                        .get("/q/openapi")
                        .asString())
                .contains("application/problem+json", "securitySchemes", "title: \"Switchover: kit-test\"")
                .doesNotContain("localhost");
    }
}
