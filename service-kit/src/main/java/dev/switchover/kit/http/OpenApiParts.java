package dev.switchover.kit.http;

import dev.switchover.kit.security.Endpoint;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** What the filters of the OpenAPI document share: how its parts are found and made. */
final class OpenApiParts {

    private static final Set<String> LOOKS = Set.of("GET", "HEAD", "OPTIONS");

    private OpenApiParts() {}

    static boolean isChange(Endpoint endpoint) {
        return !LOOKS.contains(endpoint.method());
    }

    static boolean honoursIfMatch(Endpoint endpoint) {
        return isChange(endpoint)
                && (endpoint.handler().isAnnotationPresent(IfMatch.class)
                        || Arrays.asList(endpoint.handler().getParameterTypes()).contains(HttpHeaders.class));
    }

    static Optional<Operation> operation(OpenAPI document, Endpoint endpoint) {
        return Optional.ofNullable(document.getPaths().getPathItem(endpoint.template()))
                .map(path -> path.getOperations().get(HttpMethod.valueOf(endpoint.method())));
    }

    static Content reference(String schema, String mediaType) {
        var type = OASFactory.createMediaType().schema(OASFactory.createSchema().ref(schema));
        return OASFactory.createContent().addMediaType(mediaType, type);
    }

    static Header header(String description) {
        return OASFactory.createHeader().description(description).schema(text());
    }

    /** On every answer to what can be repeated. */
    static Header replayed() {
        return header("true if this is the answer to an earlier request under the same Idempotency-Key.");
    }

    static Schema text() {
        return schema(SchemaType.STRING);
    }

    static Schema schema(SchemaType type) {
        return OASFactory.createSchema().type(List.of(type));
    }
}
