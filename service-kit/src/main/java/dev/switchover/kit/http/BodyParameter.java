package dev.switchover.kit.http;

import dev.switchover.kit.problem.Wanted;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.MatrixParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the parameter of a resource method that takes the body: the one with no other source. */
final class BodyParameter {

    private static final List<Class<? extends Annotation>> OTHER_SOURCES = List.of(
            PathParam.class,
            QueryParam.class,
            HeaderParam.class,
            CookieParam.class,
            MatrixParam.class,
            FormParam.class,
            BeanParam.class,
            Context.class);

    private static final Map<Method, Boolean> REQUIRED = new ConcurrentHashMap<>();

    private BodyParameter() {}

    /** Whether the method takes a body and does not mark it {@code @Nullable}. */
    static boolean isRequired(@Nullable Method method) {
        return method != null
                && REQUIRED.computeIfAbsent(method, unseen -> Arrays.stream(unseen.getParameters())
                        .anyMatch(BodyParameter::isRequiredBody));
    }

    /** Whether the method takes a body, or nobody knows because no method answers. */
    static boolean isTaken(@Nullable Method method) {
        return method == null || Arrays.stream(method.getParameters()).anyMatch(BodyParameter::isBody);
    }

    /** What the method takes, in the words of its caller. */
    static String wanted(Method method) {
        var consumes = method.getAnnotation(Consumes.class);
        return consumes == null
                ? Arrays.stream(method.getParameters())
                        .filter(BodyParameter::isRequiredBody)
                        .findFirst()
                        .map(parameter -> Wanted.of(parameter.getType()))
                        .orElse("a JSON object")
                : String.join(" or ", consumes.value());
    }

    private static boolean isBody(Parameter parameter) {
        return OTHER_SOURCES.stream().noneMatch(parameter::isAnnotationPresent)
                && !parameter.getType().getName().startsWith("jakarta.ws.rs.");
    }

    private static boolean isRequiredBody(Parameter parameter) {
        return isBody(parameter) && !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
