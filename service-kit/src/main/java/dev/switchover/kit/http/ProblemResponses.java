package dev.switchover.kit.http;

import dev.switchover.kit.problem.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Says of every operation in the OpenAPI document that its refusals are problems, and corrects what the scanner gets wrong.
 * Named in mp.openapi.filter.
 */
public class ProblemResponses implements OASFilter {

    private static final String NAME = "Problem";
    private static final String TIME_ZONE = "ZoneId";
    private static final List<String> INSIDE_TIME_ZONES =
            List.of("ZoneRules", "ZoneOffset", "ZoneOffsetTransition", "ZoneOffsetTransitionRule", "TimeDefinition");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema(NAME, schema());
        sayTimeZonesAsTheyAreWritten(document.getComponents());
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths().getPathItems().values().stream()
                    .flatMap(path -> path.getOperations().values().stream())
                    .forEach(ProblemResponses::extend);
        }
    }

    /** By name, and not as the class is built inside. */
    private static void sayTimeZonesAsTheyAreWritten(Components components) {
        var schemas = components.getSchemas();
        if (schemas.containsKey(TIME_ZONE)) {
            INSIDE_TIME_ZONES.forEach(components::removeSchema);
            components.addSchema(TIME_ZONE, text().examples(List.of("Europe/Paris")));
        }
    }

    private static void extend(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        operation.getResponses().setDefaultValue(problem());
    }

    private static APIResponse problem() {
        var reference =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(NAME));
        return OASFactory.createAPIResponse()
                .description("A refusal; docs/api/problems.md explains each type.")
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, reference));
    }

    private static Schema schema() {
        return object().description("RFC 9457 problem details.")
                .addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().type(List.of(SchemaType.INTEGER)))
                .addProperty("detail", text())
                .addProperty("remedy", text())
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .type(List.of(SchemaType.ARRAY))
                                .items(object().addProperty("field", text())
                                        .addProperty("rule", text())
                                        .addProperty("value", text())
                                        .addProperty("remedy", text())));
    }

    private static Schema object() {
        return OASFactory.createSchema().type(List.of(SchemaType.OBJECT));
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(SchemaType.STRING));
    }
}
