package dev.switchover.kit.security;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One thing that can be asked of a service, and who may. No roles and not open means nobody. */
public record Endpoint(String method, String path, Set<String> roles, boolean open, String consumes, Method handler) {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*([^}:]+?)\\s*(?::\\s*((?:[^{}]|\\{[^}]*})+))?}");

    static Stream<Endpoint> of(Class<?> resource) {
        return Arrays.stream(resource.getMethods())
                .filter(method -> !method.isBridge())
                .flatMap(method -> verb(method).map(verb -> of(verb, resource, method)).stream());
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static Endpoint of(String verb, Class<?> resource, Method method) {
        var permit = method.isAnnotationPresent(PermitAll.class)
                || (!method.isAnnotationPresent(RolesAllowed.class) && resource.isAnnotationPresent(PermitAll.class));
        var roles = permit ? null : nearest(RolesAllowed.class, resource, method);
        var consumes = nearest(Consumes.class, resource, method);
        return new Endpoint(
                verb,
                join(path(resource.getAnnotation(Path.class)), path(method.getAnnotation(Path.class))),
                roles == null ? Set.of() : Set.of(roles.value()),
                permit,
                consumes == null ? "application/json" : consumes.value()[0],
                method);
    }

    private static <A extends Annotation> @Nullable A nearest(Class<A> type, Class<?> resource, Method method) {
        var own = method.getAnnotation(type);
        return own == null ? resource.getAnnotation(type) : own;
    }

    private static String path(@Nullable Path path) {
        return path == null ? "" : path.value();
    }

    private static String join(String... parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            var bare = part.replaceAll("^/|/$", "");
            text.append(bare.isEmpty() ? "" : "/").append(bare);
        }
        return text.isEmpty() ? "/" : text.toString();
    }

    public boolean allows(String role) {
        return open || roles.contains(role);
    }

    /** The path without the patterns of its parameters. */
    public String template() {
        return PARAMETER.matcher(path).replaceAll("{$1}");
    }

    boolean matches(String address) {
        var parts = PARAMETER.splitWithDelimiters(path, 0);
        var pattern = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            pattern.append(i % 2 == 0 ? Pattern.quote(parts[i]) : parameter(parts[i]));
        }
        return address.matches(pattern.toString());
    }

    private static String parameter(String part) {
        var matcher = PARAMETER.matcher(part);
        return matcher.matches() && matcher.group(2) != null ? "(?:" + matcher.group(2) + ")" : "[^/]+";
    }

    static List<Endpoint> sorted(Stream<Endpoint> endpoints) {
        return endpoints
                .distinct()
                .sorted(Comparator.comparing(Endpoint::template).thenComparing(Endpoint::method))
                .toList();
    }
}
