package dev.switchover.kit.http;

import dev.switchover.kit.security.Endpoint;
import dev.switchover.kit.security.Endpoints;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/** Says of every change in the OpenAPI document which headers it takes, and by which statuses it succeeds. */
@OpenApiFilter(stages = RunStage.RUNTIME_STARTUP)
public class ChangesInOpenApi implements OASFilter {

    private static final Set<String> LOOKS = Set.of("GET", "HEAD", "OPTIONS");
    private static final List<String> SCANNED = List.of("200", "201", "202", "204");
    private static final Map<Integer, String> SUCCESS = Map.of(
            200, "It was so already, or the answer shows what was asked for.",
            201, "It is new; Location says where it is.",
            202, "Work goes on; Location says where to follow it.",
            204, "It is done.");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Arc.container().instance(Endpoints.class).get().all().stream()
                .filter(endpoint -> !LOOKS.contains(endpoint.method()))
                .forEach(endpoint -> operation(document, endpoint).ifPresent(it -> describe(it, endpoint)));
    }

    private static Optional<Operation> operation(OpenAPI document, Endpoint endpoint) {
        return Optional.ofNullable(document.getPaths().getPathItem(endpoint.template()))
                .map(path -> path.getOperations().get(HttpMethod.valueOf(endpoint.method())));
    }

    private static void describe(Operation operation, Endpoint endpoint) {
        if (endpoint.method().equals("POST")) {
            operation.addParameter(header(
                    "Idempotency-Key",
                    "1 to 255 visible characters: repeated with the same key, the request is answered as the first time and"
                            + " carried out once."));
        }
        if (honoursIfMatch(endpoint.handler())) {
            operation.addParameter(header("If-Match", "The ETag last seen: refused with 412 if there is a newer one."));
        }
        operation.addParameter(header("Switchover-Reason", "Why it is done, for the record: up to 1,000 characters."));
        operation.addParameter(
                header("Switchover-Ticket", "The number under which it was asked for: up to 100 characters."));
        var responses = operation.getResponses();
        var shown = content(responses); // as the scanner found it, under whatever status
        SCANNED.forEach(responses::removeAPIResponse);
        for (var status : statuses(endpoint.handler())) {
            var success = success(status, endpoint.handler());
            responses.addAPIResponse(String.valueOf(status), status == 204 ? success : success.content(shown));
        }
    }

    private static @Nullable Content content(APIResponses responses) {
        return SCANNED.stream()
                .map(responses::getAPIResponse)
                .filter(response -> response != null)
                .map(APIResponse::getContent)
                .filter(shown -> shown != null)
                .findFirst()
                .orElse(null);
    }

    private static boolean honoursIfMatch(Method handler) {
        return handler.isAnnotationPresent(IfMatch.class)
                || Arrays.asList(handler.getParameterTypes()).contains(HttpHeaders.class);
    }

    private static int[] statuses(Method handler) {
        var answers = handler.getAnnotation(Answers.class);
        if (answers != null) {
            return answers.value();
        }
        return new int[] {handler.getReturnType() == void.class ? 204 : 200};
    }

    private static APIResponse success(int status, Method handler) {
        var plan = status == 200 && isDryRun(handler);
        var answer = OASFactory.createAPIResponse()
                .description(plan ? "The plan, with dryRun=true; nothing was done." : SUCCESS.get(status));
        if (!plan) {
            answer.addHeader("Switchover-Position", head("The position to read from: ?after= of any GET."));
        }
        if (status == 201 || status == 202) {
            answer.addHeader("Location", head("The address of what was made, or of the operation."));
        }
        return answer;
    }

    private static boolean isDryRun(Method handler) {
        return Arrays.stream(handler.getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .anyMatch(query -> query != null && query.value().equals("dryRun"));
    }

    private static Parameter header(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(In.HEADER)
                .description(description)
                .schema(text());
    }

    private static Header head(String description) {
        return OASFactory.createHeader().description(description).schema(text());
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(SchemaType.STRING));
    }
}
