package dev.switchover.kit.http;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What may stand in the query of one resource method, and of what type it is. */
record QueryParameters(Map<String, Class<?>> types) {

    /** Any GET that reads views takes it, see {@link PositionFilter}, and more than one: the views reach them all. */
    private static final String AFTER = "after";

    private static final Map<Method, QueryParameters> KNOWN = new ConcurrentHashMap<>();

    /** A parameter of the method, or a field of one that gathers several. */
    private record Declared(AnnotatedElement at, Class<?> type) {

        String name() {
            return at.getAnnotation(QueryParam.class).value();
        }
    }

    Set<String> names() {
        return types.keySet();
    }

    static QueryParameters of(Method method) {
        return KNOWN.computeIfAbsent(method, QueryParameters::read);
    }

    private static QueryParameters read(Method method) {
        var types = new HashMap<String, Class<?>>();
        if (method.isAnnotationPresent(GET.class) && !method.isAnnotationPresent(RefusesBy.class)) {
            types.put(AFTER, List.class);
        }
        Arrays.stream(method.getParameters())
                .flatMap(QueryParameters::declared)
                .filter(it -> it.at().isAnnotationPresent(QueryParam.class))
                .forEach(it -> types.put(it.name(), it.type()));
        return new QueryParameters(Map.copyOf(types));
    }

    private static Stream<Declared> declared(Parameter parameter) {
        return parameter.isAnnotationPresent(BeanParam.class)
                ? Arrays.stream(parameter.getType().getDeclaredFields())
                        .map(field -> new Declared(field, field.getType()))
                : Stream.of(new Declared(parameter, parameter.getType()));
    }
}
