package dev.switchover.eventstore;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The events a service stores, by the name each is {@link StoredAs}. */
public final class EventNames {

    private final Map<String, Class<?>> classes;
    private final Map<Class<?>, String> names;

    private EventNames(Map<String, Class<?>> classes) {
        this.classes = classes;
        this.names = classes.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
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

    /** The stored name of an event; none of anything else Axon stores, such as tokens. */
    Optional<String> nameOf(Class<?> type) {
        return Optional.ofNullable(names.get(type));
    }

    Optional<Class<?>> classOf(String storedName) {
        return Optional.ofNullable(classes.get(storedName));
    }

    private static String storedName(Class<?> type) {
        var stored = type.getAnnotation(StoredAs.class);
        if (stored == null) {
            throw new IllegalStateException(type.getName() + " lacks @StoredAs");
        }
        return stored.value();
    }
}
