package dev.switchover.kit.http;

import dev.switchover.kit.security.Endpoint;
import dev.switchover.kit.security.Endpoints;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says of every GET in the OpenAPI document whether it leads to a next page, and whether it shows the version for If-Match. */
@OpenApiFilter(stages = RunStage.RUNTIME_STARTUP)
public class LooksInOpenApi implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var all = Arc.container().instance(Endpoints.class).get().all();
        var versioned = all.stream()
                .filter(OpenApiParts::honoursIfMatch)
                .flatMap(LooksInOpenApi::seenAt)
                .collect(Collectors.toSet());
        all.stream().filter(endpoint -> endpoint.method().equals("GET")).forEach(endpoint -> OpenApiParts.operation(
                        document, endpoint)
                .map(operation -> operation.getResponses().getAPIResponse("200"))
                .ifPresent(answer -> describe(answer, endpoint, versioned)));
    }

    /** Where the thing is looked at whose version a change insists on: at its own address, and where it is replaced. */
    private static Stream<String> seenAt(Endpoint change) {
        var thing = change.handler().getAnnotation(IfMatch.class);
        var address = change.template();
        if (thing == null) {
            return Stream.of(address);
        }
        var last = thing.value().substring(thing.value().lastIndexOf('{'));
        var own = address.substring(0, address.indexOf(last) + last.length());
        return change.method().equals("PUT") ? Stream.of(own, address) : Stream.of(own);
    }

    private static void describe(APIResponse answer, Endpoint endpoint, Set<String> versioned) {
        if (versioned.contains(endpoint.template())) {
            answer.addHeader("ETag", OpenApiParts.header("The version, for the If-Match of a change."));
        }
        if (Arrays.asList(endpoint.handler().getParameterTypes()).contains(Paging.class)) {
            answer.addHeader(
                    "Link", OpenApiParts.header("The address of the next page, rel=\"next\"; none on the last."));
        }
    }
}
