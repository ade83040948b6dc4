package dev.switchover.kit.http;

import dev.switchover.kit.problem.Problem;
import dev.switchover.kit.security.Endpoint;
import dev.switchover.kit.security.Endpoints;
import dev.switchover.kit.security.ReasonNeeded;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/** Says of every change in the OpenAPI document which headers it takes, and by which statuses it succeeds. */
@OpenApiFilter(stages = RunStage.RUNTIME_STARTUP)
public class ChangesInOpenApi implements OASFilter {

    private static final String PLAN = "Plan";
    private static final List<String> SCANNED = List.of("200", "201", "202", "204");
    private static final Map<Integer, String> SUCCESS = Map.of(
            200, "It was so already, or the answer shows what was asked for.",
            201, "It is new; Location says where it is.",
            202, "Work goes on; Location says where to follow it.",
            204, "It is done.");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var changes = Arc.container().instance(Endpoints.class).get().all().stream()
                .filter(OpenApiParts::isChange)
                .toList();
        changes.forEach(endpoint ->
                OpenApiParts.operation(document, endpoint).ifPresent(operation -> describe(operation, endpoint)));
        if (changes.stream().anyMatch(endpoint -> isDryRun(endpoint.handler()))) {
            document.getComponents().addSchema(PLAN, plan());
        }
    }

    private static Schema plan() {
        return RecordSchema.of(Plan.class)
                .description(
                        "What the call would do now. A switchover's tells in predicted what it will probably cost.");
    }

    private static void describe(Operation operation, Endpoint endpoint) {
        if (endpoint.method().equals("POST")) {
            operation.addParameter(header(
                    "Idempotency-Key",
                    "1 to 255 visible characters: repeated with the same key, the request is answered as the first time,"
                            + " marked with Idempotency-Replayed, and carried out once. A refusal is such an answer too:"
                            + " to try again after it take a new key."));
        }
        if (OpenApiParts.honoursIfMatch(endpoint)) {
            operation.addParameter(header("If-Match", "The ETag last seen: refused with 412 if there is a newer one."));
            operation.getResponses().addAPIResponse("412", stale());
        }
        var reason = header("Switchover-Reason", "Why it is done, for the record: up to 1,000 characters.");
        operation.addParameter(
                endpoint.handler().isAnnotationPresent(ReasonNeeded.class) ? reason.required(true) : reason);
        operation.addParameter(
                header("Switchover-Ticket", "The number under which it was asked for: up to 100 characters."));
        var responses = operation.getResponses();
        var shown = content(responses); // as the scanner found it, under whatever status
        SCANNED.forEach(responses::removeAPIResponse);
        for (var status : statuses(endpoint.handler())) {
            responses.addAPIResponse(String.valueOf(status), success(status, endpoint, shown));
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

    private static int[] statuses(Method handler) {
        var answers = handler.getAnnotation(Answers.class);
        if (answers != null) {
            return answers.value();
        }
        return new int[] {handler.getReturnType() == void.class ? 204 : 200};
    }

    private static APIResponse success(int status, Endpoint endpoint, @Nullable Content shown) {
        if (status == 200 && isDryRun(endpoint.handler())) {
            return OASFactory.createAPIResponse()
                    .description("The plan, with dryRun=true; nothing was done.")
                    .content(OpenApiParts.reference(PLAN, MediaType.APPLICATION_JSON));
        }
        var answer = OASFactory.createAPIResponse()
                .description(SUCCESS.get(status))
                .addHeader(
                        "Switchover-Position", OpenApiParts.header("The position to read from: ?after= of any GET."));
        if (endpoint.method().equals("POST")) {
            answer.addHeader(IdempotencyFilter.REPLAYED, OpenApiParts.replayed());
        }
        if (status == 201 || status == 202 || (status == 200 && creates(endpoint.handler()))) {
            answer.addHeader("Location", OpenApiParts.header("The address of what was made, or of the operation."));
        }
        if (status == 200 && endpoint.method().equals("PUT") && OpenApiParts.honoursIfMatch(endpoint)) {
            answer.addHeader("ETag", OpenApiParts.header("The version it has now."));
        }
        return status == 204 ? answer : answer.content(shown);
    }

    private static APIResponse stale() {
        return OASFactory.createAPIResponse()
                .description("There is a newer version than the one in If-Match.")
                .addHeader("ETag", OpenApiParts.header("The version it has now."))
                .content(OpenApiParts.reference(ProblemResponses.NAME, Problem.MEDIA_TYPE));
    }

    /** Whoever repeats it is told where what he made is. */
    private static boolean creates(Method handler) {
        return Arrays.stream(statuses(handler)).anyMatch(status -> status == 201);
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
                .schema(OpenApiParts.text());
    }
}
