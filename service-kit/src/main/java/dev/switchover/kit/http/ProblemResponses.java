package dev.switchover.kit.http;

import dev.switchover.kit.problem.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Says of every operation in the OpenAPI document that its refusals are problems, and corrects what the scanner gets wrong.
 * Named in mp.openapi.filter.
 */
public class ProblemResponses implements OASFilter {

    static final String NAME = "Problem";
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
        sayHowHostsAreWritten(document.getComponents());
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths().getPathItems().values().stream()
                    .flatMap(path -> path.getOperations().entrySet().stream())
                    .forEach(of -> extend(of.getValue(), of.getKey() == HttpMethod.POST));
        }
    }

    /** By name, and not as the class is built inside. */
    private static void sayTimeZonesAsTheyAreWritten(Components components) {
        var schemas = components.getSchemas();
        if (schemas.containsKey(TIME_ZONE)) {
            INSIDE_TIME_ZONES.forEach(components::removeSchema);
            components.addSchema(TIME_ZONE, OpenApiParts.text().examples(List.of("Europe/Paris")));
        }
    }

    /** Which no pattern tells. */
    private static void sayHowHostsAreWritten(Components components) {
        components.getSchemas().values().stream()
                .filter(schema -> schema.getProperties() != null)
                .flatMap(schema -> schema.getProperties().values().stream())
                .map(property -> property.getItems() == null ? property : property.getItems())
                .filter(text -> Host.SHAPE.equals(text.getPattern()))
                .forEach(text -> text.description(Host.RULE));
    }

    private static void extend(Operation operation, boolean canBeRepeated) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        var problem = problem();
        operation
                .getResponses()
                .setDefaultValue(
                        canBeRepeated
                                ? problem.addHeader(IdempotencyFilter.REPLAYED, OpenApiParts.replayed())
                                : problem);
    }

    private static APIResponse problem() {
        return OASFactory.createAPIResponse()
                .description("A refusal; docs/api/problems.md explains each type.")
                .content(OpenApiParts.reference(NAME, Problem.MEDIA_TYPE));
    }

    private static Schema schema() {
        return object().description("RFC 9457 problem details.")
                .addProperty("type", OpenApiParts.text())
                .addProperty("title", OpenApiParts.text())
                .addProperty("status", OpenApiParts.schema(SchemaType.INTEGER))
                .addProperty("detail", OpenApiParts.text())
                .addProperty("remedy", OpenApiParts.text())
                .addProperty(
                        "errors",
                        OpenApiParts.schema(SchemaType.ARRAY)
                                .items(object().addProperty("field", OpenApiParts.text())
                                        .addProperty("rule", OpenApiParts.text())
                                        .addProperty("value", OpenApiParts.text())
                                        .addProperty("remedy", OpenApiParts.text())));
    }

    private static Schema object() {
        return OpenApiParts.schema(SchemaType.OBJECT);
    }
}
