package dev.switchover.kit.http;

import dev.switchover.kit.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in a remedy what the request has named: docs/api/problems.md says {@code GET /migrations/{m}/waves}, and who asks about
 * one migration is to read its name there. What the path does not hold stays a place to fill in.
 */
@Provider
public class RemedyFilter implements ContainerResponseFilter {

    /** A collection and the places of one or more names below it. */
    private static final Pattern PLACES = Pattern.compile("([a-z-]+)((?:/\\{[a-z]+\\})+)");

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (answer.getEntity() instanceof Problem problem && problem.remedy() != null) {
            var uri = request.getUriInfo();
            var names = uri.getPathParameters().values().stream()
                    .flatMap(List::stream)
                    .toList();
            var named = named(problem.remedy(), uri.getPath(), names);
            if (!named.equals(problem.remedy())) {
                answer.setEntity(problem.remedy(named), answer.getEntityAnnotations(), answer.getMediaType());
            }
        }
    }

    /** @param names what of the path are names, and no words of ours */
    static String named(String remedy, String path, List<String> names) {
        var segments = List.of(path.split("/"));
        return PLACES.matcher(remedy)
                .replaceAll(places -> Matcher.quoteReplacement(names(places, segments)
                        .filter(names::containsAll)
                        .map(some -> filled(places, some))
                        .orElse(places.group())));
    }

    /** What stands in the path below the same collection. */
    private static Optional<List<String>> names(MatchResult places, List<String> path) {
        var from = path.indexOf(places.group(1)) + 1;
        var to = from + places.group(2).split("/").length - 1;
        return from == 0 || to > path.size() ? Optional.empty() : Optional.of(path.subList(from, to));
    }

    private static String filled(MatchResult places, List<String> names) {
        return places.group(1) + "/" + String.join("/", names);
    }
}
