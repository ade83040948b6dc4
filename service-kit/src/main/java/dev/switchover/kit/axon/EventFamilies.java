package dev.switchover.kit.axon;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventHandler;

/** The event families that handlers follow: the sealed interfaces of the events their methods take. */
final class EventFamilies {

    private EventFamilies() {}

    static Set<Class<?>> of(Object handler) {
        return of(List.of(handler));
    }

    static Set<Class<?>> of(List<Object> handlers) {
        return handled(handlers).stream().map(EventFamilies::family).collect(Collectors.toUnmodifiableSet());
    }

    /** Only what the methods take: a whole family, or some events of it. */
    static Set<Class<?>> handled(List<Object> handlers) {
        return handlers.stream()
                .flatMap(handler -> Arrays.stream(handler.getClass().getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(EventHandler.class))
                .<Class<?>>map(method -> method.getParameterTypes()[0])
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Class<?> family(Class<?> event) {
        var outer = event.getEnclosingClass();
        return outer != null && outer.isSealed() ? outer : event;
    }
}
