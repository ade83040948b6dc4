package dev.switchover.eventstore;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The events a service stores, by the name each is {@link StoredAs}. */
public final class EventNames {

    private final Map<String, Class<?>> classes;

    private EventNames(Map<String, Class<?>> classes) {
        this.classes = classes;
    }

    /** Every event permitted by the given sealed interfaces. */
    public static EventNames of(Class<?>... eventFamilies) {
        return new EventNames(Arrays.stream(eventFamilies)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .collect(Collectors.toUnmodifiableMap(EventNames::storedName, Function.identity())));
    }

    /** These and those. */
    public EventNames and(EventNames others) {
        var all = new HashMap<>(classes);
        others.classes.forEach((name, type) -> {
            if (all.putIfAbsent(name, type) != null) {
                throw new IllegalArgumentException("Two events are stored as " + name);
            }
        });
        return new EventNames(Map.copyOf(all));
    }

    /** The stored name of an event; the class name of anything else Axon stores, such as tokens. */
    String nameOf(Class<?> type) {
        return classes.containsValue(type) ? storedName(type) : type.getName();
    }

    String classNameOf(String storedName) {
        var type = classes.get(storedName);
        return type == null ? storedName : type.getName();
    }

    private static String storedName(Class<?> type) {
        var stored = type.getAnnotation(StoredAs.class);
        if (stored == null) {
            throw new IllegalStateException(type.getName() + " lacks @StoredAs");
        }
        return stored.value();
    }
}
